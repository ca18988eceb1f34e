package com.acme.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import java.net.URI;

/** The client of Vert.x 3, with a method that Vert.x 4 has no more. */
public final class Vertx3Calls extends PushedCalls {
  private final HttpClient client = Vertx.vertx().createHttpClient();

  @Override
  Runnable start(String url, String body, int millis, Received received) throws Exception {
    URI uri = URI.create(url);
    Handler<HttpClientResponse> handler =
        response -> {
          response.handler(part -> received.part(part.getBytes()));
          response.endHandler(nothing -> received.end());
          received.head(response.statusCode());
        };
    HttpClient.class
        .getMethod("getNow", int.class, String.class, String.class, Handler.class)
        .invoke(client, uri.getPort(), uri.getHost(), uri.getRawPath(), handler);
    return () -> {};
  }
}
