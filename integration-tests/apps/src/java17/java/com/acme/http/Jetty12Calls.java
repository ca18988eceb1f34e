package com.acme.http;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;

/** The client of Jetty 12. */
public final class Jetty12Calls extends PushedCalls {
  private final HttpClient plain = new HttpClient();

  /** Comes to terms with the server on the version of HTTP. */
  private final HttpClient secure = secureClient();

  public Jetty12Calls() throws Exception {
    plain.start();
    secure.start();
  }

  private static HttpClient secureClient() {
    ClientConnector connector = new ClientConnector();
    return new HttpClient(
        new HttpClientTransportDynamic(
            connector,
            HttpClientConnectionFactory.HTTP11,
            new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector))));
  }

  @Override
  Runnable start(String url, String body, int millis, Received received) {
    HttpClient client = url.startsWith("https:") ? secure : plain;
    URI server = URI.create(url).resolve("/");
    if (client.getAuthenticationStore().findAuthentication("Basic", server, REALM) == null) {
      client
          .getAuthenticationStore()
          .addAuthentication(new BasicAuthentication(server, REALM, USER, PASSWORD));
    }
    Request request = client.newRequest(url).timeout(millis, TimeUnit.MILLISECONDS);
    if (body != null) {
      request.method("POST");
      request.body(new StringRequestContent(body));
    }
    request.send(
        new Response.Listener() {
          @Override
          public void onHeaders(Response response) {
            received.head(response.getStatus());
          }

          @Override
          public void onContent(Response response, ByteBuffer content) {
            received.part(content);
          }

          @Override
          public void onComplete(Result result) {
            if (result.isFailed()) {
              received.failed(result.getFailure());
            } else {
              received.end();
            }
          }
        });
    return () -> request.abort(new CancellationException());
  }

  @Override
  public String webSocket(String url) throws Exception {
    return Jetty12WebSocket.firstMessage(plain, url);
  }

  @Override
  public void close() throws Exception {
    plain.stop();
    secure.stop();
  }
}
