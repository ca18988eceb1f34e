package com.acme.http;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.client.api.Result;
import org.eclipse.jetty.client.util.BasicAuthentication;
import org.eclipse.jetty.client.util.StringContentProvider;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The client of Jetty 9 to 11. */
public final class JettyCalls extends PushedCalls {
  private final HttpClient client = client();

  /** Version 9.2 speaks TLS if it is told to; later ones do, and soon have no such constructor. */
  private static HttpClient client() {
    try {
      return HttpClient.class
          .getConstructor(SslContextFactory.class)
          .newInstance(SslContextFactory.class.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      return new HttpClient();
    }
  }

  public JettyCalls() throws Exception {
    client.start();
  }

  @Override
  Runnable start(String url, String body, int millis, Received received) {
    URI server = URI.create(url).resolve("/");
    if (client.getAuthenticationStore().findAuthentication("Basic", server, REALM) == null) {
      client
          .getAuthenticationStore()
          .addAuthentication(new BasicAuthentication(server, REALM, USER, PASSWORD));
    }
    Request request = client.newRequest(url).timeout(millis, TimeUnit.MILLISECONDS);
    if (body != null) {
      request.method("POST");
      request.content(new StringContentProvider(body));
    }
    request.send(
        new Response.Listener.Adapter() {
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
  public void close() throws Exception {
    client.stop();
  }
}
