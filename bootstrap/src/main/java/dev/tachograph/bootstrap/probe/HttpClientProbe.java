package dev.tachograph.bootstrap.probe;

import dev.tachograph.bootstrap.uri.Endpoint;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.net.URI;
import java.util.Collections;
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
 *       client's own objects, or, where these have no room, in the table behind {@link #attach}.
 * </ul>
 *
 * <p>It does no harm to tell of an end twice: the first counts. With {@code
 * http-client.measure=headers} a call ends with {@code responded} or {@code left}, whatever
 * follows; with {@code body} it ends with {@code ended}, or with {@link #bodyEnded} if {@link
 * #bodyFollows} has announced a body.
 *
 * <p>Not measured: calls that belong to a request to the Conductor server, which {@link
 * ApiRequestProbe} measures; a call that a client makes within its own same call, as one client
 * built on another does (method, host and path are the same); and what the agent's threads do.
 * {@code started} then returns null, and everything else accepts that.
 *
 * <p>Where a library above the client knows the path as a template, it puts {@link
 * #templateEntered} and {@link #templateLeft} around its call of the client, if it calls it on the
 * same thread, or names it with {@link #template} or {@link #templateOf}. A template that does not
 * fit the path is not used.
 *
 * <p>Labels: client as the instrumentation names it; method as on the wire; host with its port
 * unless that is 80 or 443. Queries, fragments and user information are never kept.
 */
public final class HttpClientProbe {
  /** The method of a call that does not tell it. */
  private static final String UNKNOWN = "unknown";

  /** The host of all API hosts. */
  static final String API = "api";

  /** Only its class counts. */
  private static final Throwable CANCELLED = new CancellationException();

  private static final WeakTable<HttpCall> BODIES =
      new WeakTable<>(
          new WeakTable.Abandoned<HttpCall>() {
            @Override
            public void abandoned(HttpCall call) {
              if (call.bodyEnded()) {
                ended(call, null);
              }
            }
          });

  private static final WeakTable<Object> ATTACHED =
      new WeakTable<>(
          new WeakTable.Abandoned<Object>() {
            @Override
            public void abandoned(Object attached) {
              if (attached instanceof HttpCall) {
                withdrawn((HttpCall) attached);
              }
            }
          });
  private static final WeakTable<String> TEMPLATES = new WeakTable<>(null);

  private static volatile HttpClientSettings settings =
      new HttpClientSettings(
          new UriTemplates(), new UriTemplates(), false, Collections.<String>emptySet());

  private HttpClientProbe() {}

  static void configure(HttpClientSettings httpClientSettings) {
    settings = httpClientSettings;
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
    HttpCall call = call(thread, thread.call, client, method, host, port, path);
    if (call.isMeasured()) {
      call.onStack();
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

  /**
   * The innermost call of this thread got a response whose body the application will read from, or
   * close with, this object. Whoever says so must say {@link #bodyEnded}, too.
   */
  public static void bodyFollows(@Nullable Object body) {
    bodyFollows(HttpClientThread.current().call, body);
  }

  /** A method that {@link #entered} was called for returned, or threw. */
  public static void left(@Nullable Object entered, @Nullable Throwable thrown) {
    if (entered instanceof HttpCall) {
      HttpCall call = (HttpCall) entered;
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
    HttpCall call = call(thread, null, client, method, host, port, path);
    return call.isMeasured() ? call : null;
  }

  /** As {@link #started(String, String, String, int, String)}. */
  public static @Nullable Object started(
      String client, @Nullable String method, @Nullable URI uri) {
    return uri == null
        ? started(client, method, null, -1, null)
        : started(client, method, uri.getHost(), uri.getPort(), uri.getRawPath());
  }

  /**
   * As {@link #started(String, String, String, int, String)}, and {@link #attach}, unless a call is
   * attached to the carrier already: that is how a client begins another request of the same call.
   *
   * @return the call, or null if it is not to be measured or was begun before
   */
  public static @Nullable Object startedOnce(
      @Nullable Object carrier,
      String client,
      @Nullable String method,
      @Nullable String host,
      int port,
      @Nullable String path) {
    return carrier == null || ATTACHED.get(carrier) != null
        ? null
        : attach(carrier, started(client, method, host, port, path));
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

  /** As {@link #bodyFollows(Object)}, of a call that ends elsewhere. */
  public static void bodyFollows(@Nullable Object started, @Nullable Object body) {
    if (started instanceof HttpCall && body != null && settings.untilBodyEnds) {
      HttpCall call = (HttpCall) started;
      if (BODIES.get(body) != call && call.bodyBegan()) {
        BODIES.put(body, call);
      }
    }
  }

  /** A body was closed, or broke off. */
  public static void bodyEnded(@Nullable Object body, @Nullable Throwable failure) {
    if (body != null && settings.untilBodyEnds) {
      HttpCall call = BODIES.remove(body);
      if (call != null && call.bodyEnded()) {
        ended(call, failure);
      }
    }
  }

  /** A body was read from: it has ended if there is no more, or if that failed. */
  public static void bodyRead(Object body, int read, @Nullable Throwable failure) {
    if (read < 0 || failure != null) {
      bodyEnded(body, failure);
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
    if (call.end() != HttpCall.ENDED && call.client != null && !settings.isApiHost(call.host)) {
      Probes.catalogue().httpCallWithdrawn(call.client, settings.templates.currentHost(call.host));
    }
  }

  // ---- Where the call has no place in the client's objects

  /**
   * Keeps a call, or anything else, with an object of the client, as long as that lives.
   *
   * @return what it has been given to keep
   */
  public static @Nullable Object attach(@Nullable Object carrier, @Nullable Object started) {
    if (carrier != null && started != null) {
      ATTACHED.put(carrier, started);
    }
    return started;
  }

  /** What {@link #attach} has put there, or null. */
  public static @Nullable Object attached(@Nullable Object carrier) {
    return carrier == null ? null : ATTACHED.get(carrier);
  }

  /** The call that a field of the carrier has; or, where it has no such field, the table. */
  public static @Nullable Object callOf(Object carrier, @Nullable Object field) {
    return field == null ? ATTACHED.get(carrier) : field;
  }

  /** What {@link #attach} has put there, or null, for the last time. */
  public static @Nullable Object detach(@Nullable Object carrier) {
    return carrier == null ? null : ATTACHED.remove(carrier);
  }

  // ---- Templates

  /**
   * A method is entered that will call a client on this thread, for a path of which it knows the
   * template: {@code /users/{id}}, with or without scheme, host, base path and query.
   *
   * @return what {@link #templateLeft} wants
   */
  public static @Nullable Object templateEntered(@Nullable String template) {
    HttpClientThread thread = HttpClientThread.current();
    String before = thread.template;
    thread.template = template;
    return before;
  }

  /** A method that {@link #templateEntered} was called for returned, or threw. */
  public static void templateLeft(@Nullable Object before) {
    HttpClientThread.current().template = (String) before;
  }

  /** The template of a call that was started. */
  public static void template(@Nullable Object started, @Nullable String template) {
    if (started instanceof HttpCall && template != null) {
      ((HttpCall) started).template = template;
    }
  }

  /**
   * Keeps the template with an object of the client that {@link #withTemplateFrom} will be given.
   */
  public static void templateOf(@Nullable Object carrier, @Nullable String template) {
    if (carrier != null && template != null) {
      TEMPLATES.put(carrier, template);
    }
  }

  /**
   * The template of a call is the one that {@link #templateOf} has put there, if any.
   *
   * @return the call
   */
  public static @Nullable Object withTemplateFrom(
      @Nullable Object carrier, @Nullable Object started) {
    if (started instanceof HttpCall && carrier != null) {
      template(started, TEMPLATES.get(carrier));
    }
    return started;
  }

  /** What {@link #templateOf} has put there, or null. */
  static @Nullable String templateAt(@Nullable Object carrier) {
    return carrier == null ? null : TEMPLATES.get(carrier);
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

  private static HttpCall call(
      HttpClientThread thread,
      @Nullable HttpCall outer,
      String client,
      @Nullable String method,
      @Nullable String host,
      int port,
      @Nullable String path) {
    String verb = method == null ? UNKNOWN : method;
    String requested = path == null ? "" : path;
    String label = settings.templates.hostLabel(host, port, requested);
    HttpCall around = thread.call;
    boolean counted =
        WorkerThread.current().request != null
            || (around != null && around.sameRequest(verb, label, requested));
    HttpCall call =
        new HttpCall(
            counted ? null : client,
            verb,
            label,
            requested,
            thread.template,
            outer,
            System.nanoTime());
    if (!counted && !settings.isApiHost(label)) {
      Probes.catalogue().httpCallStarted(client, settings.templates.currentHost(label));
    }
    return call;
  }

  private static void record(HttpCall call, int status, @Nullable Throwable failure, long end) {
    String client = call.client == null ? UNKNOWN : call.client;
    String label = status > 0 ? HttpStatus.label(status) : ApiRequestProbe.NO_RESPONSE;
    if (settings.isApiHost(call.host)) {
      String uri = settings.apiTemplates.endpoint(API, call.path, call.template).uri();
      Probes.catalogue().apiRequest(call.method, uri, label, end - call.start, end);
      return;
    }
    Endpoint endpoint = settings.templates.endpoint(call.host, call.path, call.template);
    Probes.catalogue()
        .httpCallEnded(client, call.method, endpoint, label, end - call.start, end, failure);
  }
}
