package com.acme.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.methods.AsyncByteConsumer;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.protocol.HttpContext;

/** Apache HttpAsyncClient 4. */
public final class Apache4AsyncCalls implements HttpCalls {
  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom()
          .setMaxConnPerRoute(20)
          .setMaxConnTotal(20)
          .setDefaultCredentialsProvider(Apache4Calls.knownUser())
          .build();

  public Apache4AsyncCalls() {
    client.start();
  }

  @Override
  public String get(String url) throws Exception {
    return outcome(client.execute(new HttpGet(url), null));
  }

  @Override
  public String post(String url, String body) throws Exception {
    HttpPost post = new HttpPost(url);
    post.setEntity(new StringEntity(body, StandardCharsets.UTF_8));
    return outcome(client.execute(post, null));
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    HttpGet get = new HttpGet(url);
    get.setConfig(RequestConfig.custom().setSocketTimeout(millis).build());
    return outcome(client.execute(get, null));
  }

  @Override
  public String getAsync(String url) throws Exception {
    AtomicReference<String> told = new AtomicReference<>("nothing");
    FutureCallback<HttpResponse> callback =
        new FutureCallback<>() {
          @Override
          public void completed(HttpResponse response) {
            told.set("completed");
          }

          @Override
          public void failed(Exception e) {
            told.set("failed " + e.getClass().getName());
          }

          @Override
          public void cancelled() {
            told.set("cancelled");
          }
        };
    Future<HttpResponse> future = client.execute(new HttpGet(url), callback);
    String outcome;
    try {
      outcome = outcome(future);
    } catch (ExecutionException e) {
      outcome = "threw " + e.getCause().getClass().getName();
    }
    while (told.get().equals("nothing")) {
      Thread.onSpinWait();
    }
    return outcome + " " + told.get() + " " + future.getClass().getSimpleName();
  }

  @Override
  public String cancel(String url, Runnable whenSent) throws Exception {
    Future<HttpResponse> future = client.execute(new HttpGet(url), null);
    whenSent.run();
    boolean cancelled = future.cancel(true);
    try {
      return "no failure: " + outcome(future);
    } catch (CancellationException | ExecutionException e) {
      return cancelled + " " + e.getClass().getName();
    }
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    return client.execute(HttpAsyncMethods.createGet(url), new Lengths(whenHead), null).get();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static String outcome(Future<HttpResponse> future) throws Exception {
    HttpResponse response = future.get();
    HttpEntity entity = response.getEntity();
    return Bodies.read(
        response.getStatusLine().getStatusCode(), entity == null ? null : entity.getContent());
  }

  /** Sees the head before the body. */
  private static final class Lengths extends AsyncByteConsumer<String> {
    private final Runnable whenHead;
    private int status;
    private int length;

    Lengths(Runnable whenHead) {
      this.whenHead = whenHead;
    }

    @Override
    protected void onResponseReceived(HttpResponse response) {
      status = response.getStatusLine().getStatusCode();
      whenHead.run();
    }

    @Override
    protected void onByteReceived(ByteBuffer part, IOControl control) {
      length += part.remaining();
    }

    @Override
    protected String buildResult(HttpContext context) {
      return status + " " + length + " bytes";
    }
  }
}
