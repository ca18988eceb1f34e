package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.conductor.ApiRequestProbe;
import dev.tachograph.bootstrap.support.HttpStatus;
import dev.tachograph.bootstrap.uri.UriLabels;
import java.net.URI;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Calls that HTTP clients make.
 *
 * <p>A client is woven at the one place where it knows method, host and path of a call, below its
 * own front doors and above its redirects, retries and authentication: a call of the application is
 * one call here. Two ways to tell of one:
 *
 * <ul>
 *   <li><b>A client that answers on the caller's thread</b>, in one method: {@link #entered} and
 *       {@link #left} around that method, {@link #answered} where the response is at hand, in
 *       between. The thread remembers the call.
 *   <li><b>A client that answers elsewhere</b>: {@link #started}, then {@link #responded} when the
 *       head of the response is there, then {@link #ended} when the body is, or the call failed or
 *       was cancelled. What {@code started} returned is what the others want; it travels in the
 *       client's own objects, or, where these have no room, beside them ({@link HttpCarrierProbe}).
 * </ul>
 *
 * <p>It does no harm to tell of an end twice: the first counts. With {@code
 * http-client.measure=headers} a call ends with {@code responded} or {@code left}, whatever
 * follows; with {@code body} it ends with {@code ended}, or with the body that {@link
 * HttpBodyProbe} was told of.
 *
 * <p>Not measured: calls that belong to a request to the Conductor server, which {@link
 * ApiRequestProbe} measures; a call that a client makes within its own same call, as one client
 * built on another does (method, host and path are the same); and what the agent's threads do.
 * {@code started} then returns null, and everything else accepts that.
 *
 * <p>Labels: client as the instrumentation names it; method as on the wire; host with its port
 * unless that is 80 or 443. Queries, fragments and user information are never kept.
 */
public final class HttpClientProbe {
  /** The method of a call that does not tell it. */
  private static final String UNKNOWN = "unknown";

  /** The status of a call that got no response. */
  private static final String NO_RESPONSE = "error";

  /** The host of all API hosts. */
  static final String API = "api";

  /** Only its class counts. */
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
   * A method that makes a call, and returns or throws with its outcome, is entered.
   *
   * @param client what the client is called in the label, such as {@code okhttp}
   * @param method the HTTP method
   * @param host the host, without port; a null or empty one is that of an absolute URI in {@code
   *     path}
   * @param port the port; -1 if the client does not tell it, or it is the scheme's own
   * @param path the path, perhaps with a query, or an absolute URI
   * @return what {@link #left} wants
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
   * As {@link #entered(String, String, String, int, String)}.
   *
   * @param unmeasured whether it is a call of another kind, such as the handshake of a WebSocket
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

  /** As {@link #entered(String, String, String, int, String)}. */
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

  /** A method that {@link #entered} was called for returned, or threw. */
  public static void left(@Nullable Object entered, @Nullable Throwable thrown) {
    if (entered instanceof StackedHttpCall) {
      StackedHttpCall call = (StackedHttpCall) entered;
      HttpClientThread.current().call = call.outer;
      if (call.left() || thrown != null) {
        ended(call, thrown);
      }
    }
  }

  // ---- A client that answers elsewhere

  /**
   * A call begins that may end on another thread; parameters as those of {@link #entered(String,
   * String, String, int, String)}.
   *
   * @return the call, or null if it is not to be measured
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

  /** As {@link #started(String, String, String, int, String)}. */
  public static @Nullable Object started(
      String client, @Nullable String method, @Nullable URI uri) {
    return uri == null
        ? started(client, method, null, -1, null)
        : started(client, method, uri.getHost(), uri.getPort(), uri.getRawPath());
  }

  /** The head of the final response is there: not of a redirect that the client follows. */
  public static void responded(@Nullable Object started, int status) {
    if (started instanceof HttpCall) {
      HttpCall call = (HttpCall) started;
      if (call.answered(status) && !settings.untilBodyEnds) {
        ended(call, null);
      }
    }
  }

  /**
   * As {@link #responded(Object, int)}, unless the client has made another request of the response,
   * to follow a redirect or to authenticate.
   */
  public static void responded(@Nullable Object started, int status, @Nullable Object next) {
    if (next == null) {
      responded(started, status);
    }
  }

  /**
   * A call ended, with its body, or without any response.
   *
   * @param failure what the application gets to see; null if it succeeded, whatever the status
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

  /** A call has ended without a failure; it comes to nothing if no response was seen of it. */
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

  /** The application has cancelled a call, and will not learn what came of it. */
  public static void cancelled(@Nullable Object started) {
    ended(started, CANCELLED);
  }

  /** A method that was to begin a call has thrown, if this is not null. */
  public static void failed(@Nullable Object started, @Nullable Throwable thrown) {
    if (thrown != null) {
      ended(started, thrown);
    }
  }

  /** A call comes to nothing: it is not counted. */
  static void withdrawn(HttpCall call) {
    if (call.end() != HttpCall.ENDED) {
      call.target.ended();
    }
  }

  // ---- What is not measured

  /** A method is entered whose calls on this thread are not calls of the application's kind. */
  public static boolean ignoredEntered() {
    HttpClientThread thread = HttpClientThread.current();
    boolean before = thread.ignored;
    thread.ignored = true;
    return before;
  }

  /** A method that {@link #ignoredEntered} was called for returned, or threw. */
  public static void ignoredLeft(boolean before) {
    HttpClientThread.current().ignored = before;
  }

  /** What this thread calls is never measured: it is the agent's own. */
  public static void ignoreThisThread() {
    HttpClientThread.current().ignored = true;
  }

  /** Whether a call is part of a request that is measured elsewhere, or further out. */
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
    String label = status > 0 ? HttpStatus.label(status) : NO_RESPONSE;
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
