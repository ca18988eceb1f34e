package com.acme.http;

import java.time.Duration;
import org.asynchttpclient.AsyncCompletionHandler;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.ListenableFuture;
import org.asynchttpclient.Realm;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.Response;

/** async-http-client. */
public final class AsyncHttpClientCalls extends PushedCalls {
  private final AsyncHttpClient client =
      new DefaultAsyncHttpClient(
          new DefaultAsyncHttpClientConfig.Builder().setFollowRedirect(true).build());

  @Override
  Runnable start(String url, String body, int millis, Received received) throws Exception {
    RequestBuilder request = new RequestBuilder(body == null ? "GET" : "POST").setUrl(url);
    if (body != null) {
      request.setBody(body);
    }
    request.setRealm(new Realm.Builder(USER, PASSWORD).setScheme(Realm.AuthScheme.BASIC).build());
    limit(request, millis);
    ListenableFuture<Void> future =
        client.executeRequest(
            request.build(),
            new AsyncCompletionHandler<Void>() {
              @Override
              public State onStatusReceived(HttpResponseStatus status) {
                received.head(status.getStatusCode());
                return State.CONTINUE;
              }

              @Override
              public State onBodyPartReceived(HttpResponseBodyPart part) {
                received.part(part.getBodyPartBytes());
                return State.CONTINUE;
              }

              @Override
              public Void onCompleted(Response response) {
                received.end();
                return null;
              }

              @Override
              public void onThrowable(Throwable failure) {
                received.failed(failure);
              }
            });
    return () -> future.cancel(true);
  }

  /** It takes milliseconds, or from version 3 a duration. */
  private static void limit(RequestBuilder request, int millis) throws Exception {
    try {
      RequestBuilder.class.getMethod("setRequestTimeout", int.class).invoke(request, millis);
    } catch (NoSuchMethodException e) {
      RequestBuilder.class
          .getMethod("setRequestTimeout", Duration.class)
          .invoke(request, Duration.ofMillis(millis));
    }
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
