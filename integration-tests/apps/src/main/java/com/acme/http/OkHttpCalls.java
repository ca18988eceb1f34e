package com.acme.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** OkHttp. */
public final class OkHttpCalls implements HttpCalls {
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .authenticator((route, response) -> introduced(response.request()))
          .build();

  /** Null if the server was told before. */
  private static Request introduced(Request request) {
    return request.header("Authorization") != null
        ? null
        : request.newBuilder().header("Authorization", Credentials.basic(USER, PASSWORD)).build();
  }

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
  public String reject(String url) throws Exception {
    ExecutorService shut = Executors.newSingleThreadExecutor();
    shut.shutdown();
    OkHttpClient closed = client.newBuilder().dispatcher(new Dispatcher(shut)).build();
    return outcome(enqueue(closed.newCall(request(url)))) + ", " + outcome(message(closed, url));
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    Response response = client.newCall(request(url)).execute();
    whenHead.run();
    return read(response);
  }

  @Override
  public String webSocket(String url) throws Exception {
    return message(client, url).get();
  }

  private static CompletableFuture<String> message(OkHttpClient client, String url) {
    CompletableFuture<String> message = new CompletableFuture<>();
    WebSocketListener listener =
        new WebSocketListener() {
          @Override
          public void onMessage(WebSocket socket, String text) {
            socket.close(1000, null);
            message.complete(text);
          }

          @Override
          public void onFailure(WebSocket socket, Throwable failure, Response response) {
            message.completeExceptionally(failure);
          }
        };
    client.newWebSocket(request(url), listener);
    return message;
  }

  /** As its documentation says; a call that is cancelled by nobody goes on. */
  @Override
  public void close() {
    client.dispatcher().cancelAll();
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
