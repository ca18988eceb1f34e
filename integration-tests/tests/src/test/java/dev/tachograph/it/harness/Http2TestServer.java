package dev.tachograph.it.harness;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PfxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A server that prefers HTTP/2, over TLS and after an upgrade, and opens WebSockets. It keeps every
 * request in parsed form, except one that it never answers, which it keeps once. It answers paths
 * like {@link HttpTestServer}, except for these:
 *
 * <ul>
 *   <li>{@code /flaky}: refuses the stream of the first request
 *   <li>{@code /together}: no response until {@link #TOGETHER} such requests wait for one
 * </ul>
 */
public final class Http2TestServer implements AutoCloseable {
  public static final int TOGETHER = 8;

  private static final int LARGE = 1 << 20;

  /** The code by which a server says that it has not touched the request. */
  private static final int REFUSED_STREAM = 7;

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setFileCachingEnabled(false)
                      .setClassPathResolvingEnabled(false)));
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<String> versions = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final List<HttpServerResponse> waiting = new ArrayList<>();
  private final Set<HttpConnection> shared = ConcurrentHashMap.newKeySet();
  private final HttpServer clear;
  private final HttpServer secure;

  private Http2TestServer() {
    clear = listen(new HttpServerOptions());
    secure =
        listen(
            new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(
                    new PfxOptions()
                        .setPath(TestKeys.store().toString())
                        .setPassword(TestKeys.PASSWORD)));
  }

  public static Http2TestServer start() {
    return new Http2TestServer();
  }

  private HttpServer listen(HttpServerOptions options) {
    return await(
        vertx
            .createHttpServer(options.setHost("127.0.0.1").setPort(0))
            .webSocketHandler(this::greet)
            .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
            .listen());
  }

  /** Without TLS. */
  public String clearUrl(String path) {
    return "http://127.0.0.1:" + clear.actualPort() + path;
  }

  /** Over TLS. */
  public String url(String path) {
    return "https://127.0.0.1:" + secure.actualPort() + path;
  }

  public String webSocketUrl() {
    return "ws://127.0.0.1:" + clear.actualPort() + "/socket";
  }

  /** The requests so far, sorted, since streams have no order. */
  public List<String> requests() {
    return requests.stream().sorted().toList();
  }

  /** How many requests for this path have come. */
  public long requestsFor(String path) {
    return requests.stream().filter(request -> request.contains(" " + path)).count();
  }

  /** In which schemes and versions of HTTP requests have come: {@code https HTTP_2}. */
  public Set<String> versions() {
    return versions;
  }

  /** How many connections the requests for {@code /together} have come over. */
  public int connectionsShared() {
    return shared.size();
  }

  /** Forgets the requests and connections so far. */
  public void forget() {
    requests.clear();
    versions.clear();
    seen.clear();
    unanswered.clear();
    shared.clear();
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private void greet(ServerWebSocket socket) {
    requests.add("WebSocket " + socket.path());
    socket.writeTextMessage("welcome");
  }

  private void answer(HttpServerRequest request, Buffer body) {
    String headers =
        request.headers().entries().stream()
            .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": " + header.getValue())
            .sorted()
            .collect(Collectors.joining("\n"));
    versions.add(request.scheme() + " " + request.version());
    String text = request.method() + " " + request.uri() + "\n" + headers + "\n\n" + body;
    boolean silent = request.path().startsWith("/silent");
    if (!silent || unanswered.add(text)) {
      requests.add(text);
    }
    if (!silent) {
      respond(request, body);
    }
  }

  private void respond(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    switch (request.path()) {
      case "/ok", "/ok/redirected" -> response.end("fine");
      case "/broken" -> response.setStatusCode(500).end("b");
      case "/redirect" -> response.setStatusCode(302).putHeader("Location", "/ok/redirected").end();
      case "/echo" -> response.end(body);
      case "/large" -> response.end(Buffer.buffer(new byte[LARGE]));
      case "/flaky" -> answerAgain(request);
      case "/together" -> answerTogether(request);
      default -> response.setStatusCode(404).end("none");
    }
  }

  private void answerAgain(HttpServerRequest request) {
    if (seen.add(request.path()) && request.version() == HttpVersion.HTTP_2) {
      request.response().reset(REFUSED_STREAM);
    } else {
      request.response().end("f");
    }
  }

  private void answerTogether(HttpServerRequest request) {
    shared.add(request.connection());
    List<HttpServerResponse> answered = new ArrayList<>();
    synchronized (waiting) {
      waiting.add(request.response());
      if (waiting.size() == TOGETHER) {
        answered.addAll(waiting);
        waiting.clear();
      }
    }
    answered.forEach(response -> response.end("fine"));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(Await.LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
