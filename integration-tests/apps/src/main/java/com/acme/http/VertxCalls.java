package com.acme.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.atomic.AtomicReference;

/** The client of Vert.x. */
public final class VertxCalls extends PushedCalls {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient plain = client(new HttpClientOptions());

  /** Over TLS, it comes to terms with the server on the version of HTTP. */
  private final HttpClient secure =
      client(new HttpClientOptions().setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2));

  private HttpClientRequest unsent;

  /** What makes a client returns another type since Vert.x 5. */
  private HttpClient client(HttpClientOptions options) {
    try {
      return (HttpClient)
          Vertx.class.getMethod("createHttpClient", HttpClientOptions.class).invoke(vertx, options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  Runnable start(String url, String body, int millis, Received received) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(body == null ? HttpMethod.GET : HttpMethod.POST)
            .setAbsoluteURI(url)
            .setFollowRedirects(true)
            .setTimeout(millis);
    AtomicReference<HttpClientRequest> request = new AtomicReference<>();
    (url.startsWith("https:") ? secure : plain)
        .request(options)
        .onFailure(received::failed)
        .onSuccess(
            ready -> {
              request.set(ready);
              (body == null ? ready.send() : ready.send(Buffer.buffer(body)))
                  .onFailure(received::failed)
                  .onSuccess(response -> read(response, received));
            });
    return () -> reset(request.get());
  }

  @Override
  public String prepare(String url) throws Exception {
    RequestOptions options = new RequestOptions().setAbsoluteURI(url);
    unsent = plain.request(options).toCompletionStage().toCompletableFuture().get();
    return "not sent";
  }

  private static void read(HttpClientResponse response, Received received) {
    response.handler(part -> received.part(part.getBytes()));
    response.endHandler(nothing -> received.end());
    response.exceptionHandler(received::failed);
    received.head(response.statusCode());
  }

  /** It returns another type since Vert.x 5. */
  private static void reset(HttpClientRequest request) {
    try {
      HttpClientRequest.class.getMethod("reset").invoke(request);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    vertx.close();
  }
}
