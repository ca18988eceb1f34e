package com.acme.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** The JDK's client. */
public final class JdkCalls implements HttpCalls {
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .authenticator(new KnownUser())
          .build();

  @Override
  public String get(String url) throws Exception {
    return read(client.send(request(url).build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  @Override
  public String post(String url, String body) throws Exception {
    HttpRequest request = request(url).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return read(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    HttpRequest request = request(url).timeout(Duration.ofMillis(millis)).build();
    return read(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
  }

  @Override
  public String getAsync(String url) throws Exception {
    CompletableFuture<HttpResponse<InputStream>> future =
        client.sendAsync(request(url).build(), HttpResponse.BodyHandlers.ofInputStream());
    int dependents = future.getNumberOfDependents();
    return read(future.get()) + " " + future.getClass().getSimpleName() + " " + dependents;
  }

  @Override
  public String cancel(String url, Runnable whenSent) throws Exception {
    CompletableFuture<HttpResponse<String>> future =
        client.sendAsync(request(url).build(), HttpResponse.BodyHandlers.ofString());
    whenSent.run();
    boolean cancelled = future.cancel(true);
    try {
      return "no failure: " + future.get();
    } catch (CancellationException | ExecutionException e) {
      // Which of them depends on who was first: the caller or the client's own thread.
      return cancelled + " cancelled";
    }
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            request(url).build(),
            head -> {
              whenHead.run();
              return HttpResponse.BodySubscribers.ofByteArray();
            });
    return Bodies.read(response.statusCode(), new ByteArrayInputStream(response.body()));
  }

  @Override
  public String webSocket(String url) throws Exception {
    CompletableFuture<String> message = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            message.complete(text.toString());
            return null;
          }
        };
    WebSocket socket = client.newWebSocketBuilder().buildAsync(URI.create(url), listener).get();
    String seen = message.get();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
    return seen;
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private static String read(HttpResponse<InputStream> response) throws Exception {
    return Bodies.read(response.statusCode(), response.body());
  }

  /** Since JDK 21. */
  @Override
  public void close() throws Exception {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
    } catch (NoSuchMethodException e) {
      // Before, there was no such thing.
    }
  }
}
