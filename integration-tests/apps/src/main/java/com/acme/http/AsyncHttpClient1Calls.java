package com.acme.http;

import com.ning.http.client.AsyncCompletionHandler;
import com.ning.http.client.AsyncHttpClient;
import com.ning.http.client.AsyncHttpClientConfig;
import com.ning.http.client.HttpResponseBodyPart;
import com.ning.http.client.HttpResponseStatus;
import com.ning.http.client.ListenableFuture;
import com.ning.http.client.Realm;
import com.ning.http.client.RequestBuilder;
import com.ning.http.client.Response;
import javax.net.ssl.HttpsURLConnection;

/** async-http-client 1. */
public final class AsyncHttpClient1Calls extends PushedCalls {
  /** The verifier that it would make needs what the JDK does not let it have any more. */
  private final AsyncHttpClient client =
      new AsyncHttpClient(
          new AsyncHttpClientConfig.Builder()
              .setFollowRedirect(true)
              .setHostnameVerifier(HttpsURLConnection.getDefaultHostnameVerifier())
              .build());

  @Override
  Runnable start(String url, String body, int millis, Received received) throws Exception {
    RequestBuilder request = new RequestBuilder(body == null ? "GET" : "POST").setUrl(url);
    if (body != null) {
      request.setBody(body);
    }
    request.setRealm(
        new Realm.RealmBuilder()
            .setPrincipal(USER)
            .setPassword(PASSWORD)
            .setScheme(Realm.AuthScheme.BASIC)
            .build());
    request.setRequestTimeout(millis);
    ListenableFuture<Void> future =
        client.executeRequest(
            request.build(),
            new AsyncCompletionHandler<Void>() {
              @Override
              public STATE onStatusReceived(HttpResponseStatus status) {
                received.head(status.getStatusCode());
                return STATE.CONTINUE;
              }

              @Override
              public STATE onBodyPartReceived(HttpResponseBodyPart part) {
                received.part(part.getBodyPartBytes());
                return STATE.CONTINUE;
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

  @Override
  public void close() {
    client.close();
  }
}
