package com.acme.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.io.CloseMode;

/** Apache HttpClient 5 as it is used on its own threads. */
public final class Apache5AsyncCalls implements HttpCalls {
  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom()
          .setConnectionManager(
              PoolingAsyncClientConnectionManagerBuilder.create()
                  .setMaxConnPerRoute(20)
                  .setMaxConnTotal(20)
                  .build())
          .setDefaultCredentialsProvider(Apache5Settings.knownUser())
          .setRetryStrategy(Apache5Settings.hasty())
          .build();

  public Apache5AsyncCalls() {
    client.start();
  }

  @Override
  public String get(String url) throws Exception {
    return outcome(execute(request("GET", url), null));
  }

  @Override
  public String post(String url, String body) throws Exception {
    SimpleHttpRequest post = request("POST", url);
    post.setBody(body, ContentType.TEXT_PLAIN);
    return outcome(execute(post, null));
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    if (url.startsWith("https:")) {
      // A stream of HTTP/2 has no limit of its own.
      return UNSUPPORTED;
    }
    SimpleHttpRequest get = request("GET", url);
    get.setConfig(RequestConfig.custom().setResponseTimeout(millis, TimeUnit.MILLISECONDS).build());
    return outcome(execute(get, null));
  }

  @Override
  public String getAsync(String url) throws Exception {
    AtomicReference<String> told = new AtomicReference<>("nothing");
    FutureCallback<SimpleHttpResponse> callback =
        new FutureCallback<>() {
          @Override
          public void completed(SimpleHttpResponse response) {
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
    Future<SimpleHttpResponse> future = execute(request("GET", url), callback);
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
    Future<SimpleHttpResponse> future = execute(request("GET", url), null);
    whenSent.run();
    boolean cancelled = future.cancel(true);
    try {
      return "no failure: " + outcome(future);
    } catch (CancellationException e) {
      return cancelled + " " + e.getClass().getName();
    }
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    Future<String> future =
        client.execute(
            SimpleRequestProducer.create(request("GET", url)), new Lengths(whenHead), null);
    return future.get();
  }

  @Override
  public void close() {
    // Else it waits for seconds for what was cancelled.
    client.close(CloseMode.IMMEDIATE);
  }

  private Future<SimpleHttpResponse> execute(
      SimpleHttpRequest request, FutureCallback<SimpleHttpResponse> callback) {
    return client.execute(
        SimpleRequestProducer.create(request), SimpleResponseConsumer.create(), callback);
  }

  private static SimpleHttpRequest request(String method, String url) {
    return new SimpleHttpRequest(method, java.net.URI.create(url));
  }

  private static String outcome(Future<SimpleHttpResponse> future) throws Exception {
    SimpleHttpResponse response;
    try {
      response = future.get();
    } catch (ExecutionException e) {
      // Version 5.0 tells of a lost connection in either way, depending on which thread is first.
      if (e.getCause() instanceof ConnectionClosedException
          || e.getCause().getClass() == InterruptedIOException.class) {
        throw new IOException("connection lost");
      }
      throw e;
    }
    byte[] body = response.getBodyBytes();
    return Bodies.read(response.getCode(), body == null ? null : new ByteArrayInputStream(body));
  }

  /** Sees the head before the body. */
  private static final class Lengths extends AbstractBinResponseConsumer<String> {
    private final Runnable whenHead;
    private int status;
    private int length;

    Lengths(Runnable whenHead) {
      this.whenHead = whenHead;
    }

    @Override
    protected void start(HttpResponse response, ContentType type) {
      status = response.getCode();
      whenHead.run();
    }

    @Override
    protected int capacityIncrement() {
      return Integer.MAX_VALUE;
    }

    @Override
    protected void data(ByteBuffer part, boolean last) {
      length += part.remaining();
      part.position(part.limit());
    }

    @Override
    protected String buildResult() {
      return status + " " + length + " bytes";
    }

    @Override
    public void releaseResources() {}
  }
}
