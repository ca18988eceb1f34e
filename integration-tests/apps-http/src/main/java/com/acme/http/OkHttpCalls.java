package com.acme.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp. */
public final class OkHttpCalls implements HttpCalls {
  private final OkHttpClient client = new OkHttpClient();

  @Override
  public String get(String url) throws Exception {
    return read(client.newCall(request(url)).execute());
  }

  @Override
  public String post(String url, String body) throws Exception {
    RequestBody text = RequestBody.create(MediaType.parse("text/plain"), body);
    return read(client.newCall(new Request.Builder().url(url).post(text).build()).execute());
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    OkHttpClient hasty = client.newBuilder().readTimeout(millis, TimeUnit.MILLISECONDS).build();
    return read(hasty.newCall(request(url)).execute());
  }

  @Override
  public String getAsync(String url) throws Exception {
    return outcome(enqueue(client.newCall(request(url))));
  }

  @Override
  public String cancel(String url, Runnable whenSent) throws Exception {
    Call call = client.newCall(request(url));
    CompletableFuture<String> outcome = enqueue(call);
    whenSent.run();
    call.cancel();
    return call.isCanceled() + " " + outcome(outcome);
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    Response response = client.newCall(request(url)).execute();
    whenHead.run();
    return read(response);
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static CompletableFuture<String> enqueue(Call call) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            outcome.complete("failed " + e + " " + (failed == call));
          }

          @Override
          public void onResponse(Call answered, Response response) throws IOException {
            outcome.complete(read(response) + " " + (answered == call));
          }
        });
    return outcome;
  }

  private static String outcome(CompletableFuture<String> outcome) throws Exception {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      return "failed " + e.getCause();
    }
  }

  private static Request request(String url) {
    return new Request.Builder().url(url).build();
  }

  private static String read(Response response) throws IOException {
    return Bodies.read(response.code(), response.body().byteStream());
  }
}
