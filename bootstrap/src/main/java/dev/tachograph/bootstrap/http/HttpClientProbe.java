package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.conductor.ApiRequestProbe;
import dev.tachograph.bootstrap.support.HttpStatus;
import dev.tachograph.bootstrap.uri.UriLabels;
import java.net.URI;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of HTTP clients.
 *
 * <p>An instrumentation weaves a client at the one place where it knows method, host and path of a
 * call: below the client's public methods and above its redirects, retries and authentication. So
 * one call of the application is one call here. Advice reports it in one of two ways:
 *
 * <ul>
 *   <li><b>The client answers on the caller's thread</b>, in one method. Advice calls {@link
 *       #entered} and {@link #left} around that method, and {@link #answered} in between, where it
 *       has the response. The thread remembers the call.
 *   <li><b>The client answers on another thread</b>. Advice calls {@link #started}, then {@link
 *       #responded} when the head of the response is there, then {@link #ended} when the body is
 *       there, or the call failed or was cancelled. The result of {@code started} is the argument
 *       of the others. It is kept in the client's own objects, or, if they have no field for it,
 *       beside them ({@link HttpCarrierProbe}).
 * </ul>
 *
 * <p>Advice may report an end twice; the first one counts. With {@code http-client.measure=headers}
 * a call ends with {@code responded} or {@code left}, and later events are ignored. With {@code
 * body} it ends with {@code ended}, or with the body that {@link HttpBodyProbe} knows.
 *
 * <p>Not measured: calls that belong to a request to the Conductor server, which {@link
 * ApiRequestProbe} measures; a call within the same call (with the same method, host and path), as
 * when one client is built on another; and calls of the agent's threads. {@code started} then
 * returns null, which all other methods accept.
 *
 * <p>Labels: the client's name in the instrumentation; the method as sent; the host with its port
 * unless that is 80 or 443. Queries, fragments and user information are never kept.
 */
public final class HttpClientProbe {
  /** The label of an unknown method. */
  private static final String UNKNOWN = "unknown";

  /** The host of all API hosts. */
  static final String API = "api";

  /** Only its class matters. */
  private static final Throwable CANCELLED = new CancellationException();

  private static volatile HttpClientSettings settings = HttpClientSettings.defaults();

  private HttpClientProbe() {}

  static void configure(HttpClientSettings httpClientSettings) {
    settings = httpClientSettings;
  }

  static HttpClientSettings settings() {
    return settings;
  }

  // ---- A client that answers on the caller's thread

  /**
   * The client enters a method that makes a call, and returns or throws with its outcome.
   *
   * @param client the value of the label, such as {@code okhttp}
   * @param method the HTTP method
   * @param host the host, without port; if null or empty, the host of an absolute URI in {@code
   *     path}
   * @param port the port; -1 if it is unknown, or the scheme's default
   * @param path the path, perhaps with a query, or an absolute URI
   * @return the argument of {@link #left}
   */
  public static @Nullable Object entered(
      String client,
      @Nullable String method,
      @Nullable String host,
      int port,
      @Nullable String path) {
    return entered(false, client, method, host, port, path);
  }

  /**
   * Like {@link #entered(String, String, String, int, String)}.
   *
   * @param unmeasured whether it is another kind of call, such as a WebSocket handshake
   */
  public static @Nullable Object entered(
      boolean unmeasured,
      String client,
      @Nullable String method,
      @Nullable String host,
      int port,
      @Nullable String path) {
    HttpClientThread thread = HttpClientThread.current();
    if (thread.ignored || unmeasured) {
      return null;
    }
    String verb = method == null ? UNKNOWN : method;
    String requested = path == null ? "" : path;
    HttpTarget target = settings.targets.target(client, host, port, requested);
    boolean measured = !isMeasuredAlready(thread, target, verb, requested);
    StackedHttpCall call =
        new StackedHttpCall(
            measured, target, verb, requested, thread.template, System.nanoTime(), thread.call);
    if (measured) {
      target.began();
    }
    thread.call = call;
    return call;
  }

  /** Like {@link #entered(String, String, String, int, String)}. */
  public static @Nullable Object entered(
      String client, @Nullable String method, @Nullable URI uri) {
    return uri == null
        ? entered(client, method, null, -1, null)
        : entered(client, method, uri.getHost(), uri.getPort(), uri.getRawPath());
  }

  /** The innermost call of this thread got a response with this HTTP status code. */
  public static void answered(int status) {
    HttpCall call = HttpClientThread.current().call;
    if (call != null) {
      call.answered(status);
    }
  }

  /** A method for which {@link #entered} was called returned or threw. */
  public static void left(@Nullable Object entered, @Nullable Throwable thrown) {
    if (entered instanceof StackedHttpCall) {
      StackedHttpCall call = (StackedHttpCall) entered;
      HttpClientThread.current().call = call.outer;
      if (call.left() || thrown != null) {
        ended(call, thrown);
      }
    }
  }

  // ---- A client that answers on another thread

  /**
   * A call begins that may end on another thread. The parameters are those of {@link
   * #entered(String, String, String, int, String)}.
   *
   * @return the call, or null if it is not measured
   */
  public static @Nullable Object started(
      String client,
      @Nullable String method,
      @Nullable String host,
      int port,
      @Nullable String path) {
    HttpClientThread thread = HttpClientThread.current();
    if (thread.ignored) {
      return null;
    }
    String verb = method == null ? UNKNOWN : method;
    String requested = path == null ? "" : path;
    HttpTarget target = settings.targets.target(client, host, port, requested);
    if (isMeasuredAlready(thread, target, verb, requested)) {
      return null;
    }
    target.began();
    return new HttpCall(true, target, verb, requested, thread.template, System.nanoTime());
  }

  /** Like {@link #started(String, String, String, int, String)}. */
  public static @Nullable Object started(
      String client, @Nullable String method, @Nullable URI uri) {
    return uri == null
        ? started(client, method, null, -1, null)
        : started(client, method, uri.getHost(), uri.getPort(), uri.getRawPath());
  }

  /** The head of the final response is there, not of a redirect that the client follows. */
  public static void responded(@Nullable Object started, int status) {
    if (started instanceof HttpCall) {
      HttpCall call = (HttpCall) started;
      if (call.answered(status) && !settings.untilBodyEnds) {
        ended(call, null);
      }
    }
  }

  /**
   * Like {@link #responded(Object, int)}, unless the client answers the response with another
   * request, to follow a redirect or to authenticate.
   */
  public static void responded(@Nullable Object started, int status, @Nullable Object next) {
    if (next == null) {
      responded(started, status);
    }
  }

  /**
   * A call ended, with its body or without any response.
   *
   * @param failure the exception that the application gets; null if it succeeded, with any status
   */
  public static void ended(@Nullable Object started, @Nullable Throwable failure) {
    if (started instanceof HttpCall) {
      HttpCall call = (HttpCall) started;
      int status = call.end();
      if (status != HttpCall.ENDED) {
        record(call, status, failure, System.nanoTime());
      }
    }
  }

  /** A call ended without a failure. It is withdrawn if no probe has seen a response. */
  public static void completed(@Nullable Object started) {
    if (started instanceof HttpCall) {
      HttpCall call = (HttpCall) started;
      if (call.isAnswered()) {
        ended(call, null);
      } else {
        withdrawn(call);
      }
    }
  }

  /** The application cancelled a call, and will not get its outcome. */
  public static void cancelled(@Nullable Object started) {
    ended(started, CANCELLED);
  }

  /** If {@code thrown} is not null, a method that was to begin a call threw it. */
  public static void failed(@Nullable Object started, @Nullable Throwable thrown) {
    if (thrown != null) {
      ended(started, thrown);
    }
  }

  /** Withdraws a call: it does not count. */
  static void withdrawn(HttpCall call) {
    if (call.end() != HttpCall.ENDED) {
      call.target.ended();
    }
  }

  // ---- Calls that are not measured

  /** The thread enters a method whose calls are not the application's. */
  public static boolean ignoredEntered() {
    HttpClientThread thread = HttpClientThread.current();
    boolean before = thread.ignored;
    thread.ignored = true;
    return before;
  }

  /** A method for which {@link #ignoredEntered} was called returned or threw. */
  public static void ignoredLeft(boolean before) {
    HttpClientThread.current().ignored = before;
  }

  /** Calls of this thread are never measured, because it is the agent's own. */
  public static void ignoreThisThread() {
    HttpClientThread.current().ignored = true;
  }

  /** Whether a call is part of a request that another probe or an outer call measures. */
  private static boolean isMeasuredAlready(
      HttpClientThread thread, HttpTarget target, String method, String path) {
    HttpCall around = thread.call;
    return ApiRequestProbe.isUnderWay()
        || (around != null && around.sameRequest(method, target.host, path));
  }

  private static void record(HttpCall call, int status, @Nullable Throwable failure, long end) {
    HttpClientSettings now = settings;
    HttpTarget target = call.target;
    target.ended();
    String label = status > 0 ? HttpStatus.label(status) : HttpStatus.NO_RESPONSE;
    if (target.isApi()) {
      String uri = now.apiTemplates.labels(API, call.path, call.template).uri();
      ApiRequestProbe.measured(call.method, uri, label, end - call.start, end);
      return;
    }
    UriLabels labels = now.templates.labels(target.host, call.path, call.template);
    HttpMetrics.current()
        .ended(target.client, call.method, labels, label, end - call.start, end, failure);
  }
}
