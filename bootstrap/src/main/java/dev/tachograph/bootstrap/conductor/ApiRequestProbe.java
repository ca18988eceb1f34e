package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.conductor.WorkerThread.Request;
import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.support.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Requests to the Conductor server. */
public final class ApiRequestProbe {
  private ApiRequestProbe() {}

  /**
   * Whether this thread is working on a request. Calls that clients send then are part of the
   * request.
   */
  public static boolean isUnderWay() {
    return WorkerThread.current().request != null;
  }

  /**
   * An HTTP client made a request and measured it itself.
   *
   * @param uri the path template
   * @param status the HTTP code, or {@code error}
   */
  public static void measured(String method, String uri, String status, long nanos, long end) {
    ConductorMetrics.current().apiRequest(method, uri, status, nanos, end);
  }

  /** A request begins. A request to renew a token may begin within another one. */
  public static Object requestStarted() {
    WorkerThread thread = WorkerThread.current();
    Request request = new Request(thread.request, Clock.now());
    thread.request = request;
    return request;
  }

  /** The innermost request in progress got a response with this HTTP status code. */
  public static void responded(int status) {
    Request request = WorkerThread.current().request;
    if (request != null) {
      request.status = HttpStatus.label(status);
    }
  }

  /**
   * A request ended.
   *
   * @param started the value that {@link #requestStarted} returned
   * @param path the path template, without host and base path
   */
  public static void requestEnded(@Nullable Object started, String method, String path) {
    if (started instanceof Request) {
      long end = System.nanoTime();
      Request request = (Request) started;
      WorkerThread.current().request = request.outer;
      ConductorMetrics.current()
          .apiRequest(method, template(path), request.status, end - request.start, end);
    }
  }

  /**
   * The SDK resolves a path template for the request that this thread will send next.
   *
   * @param path the template, after the root
   * @param root the prefix that the SDK puts before every path
   */
  public static void templateResolved(String path, @Nullable String root) {
    String relative = root != null && path.startsWith(root) ? path.substring(root.length()) : path;
    WorkerThread.current().nextTemplate = template(relative);
  }

  /**
   * A general client sends a request. It is the SDK's if the SDK has resolved a template for it.
   */
  public static @Nullable Object sendStarted() {
    return WorkerThread.current().nextTemplate == null ? null : requestStarted();
  }

  /** A request that {@link #sendStarted} saw has ended. */
  public static void sendEnded(@Nullable Object started, String method) {
    WorkerThread thread = WorkerThread.current();
    String path = thread.nextTemplate;
    if (started != null && path != null) {
      thread.nextTemplate = null;
      requestEnded(started, method, path);
    }
  }

  /**
   * A request body was serialized.
   *
   * @param json the body
   */
  public static void bodySerialized(@Nullable String json) {
    if (json == null) {
      return;
    }
    WorkerThread thread = WorkerThread.current();
    if (thread.updating) {
      thread.payloadBytes = Json.utf8Length(json, 0, json.length());
    } else if (thread.starting && thread.payloadBytes < 0) {
      thread.payloadBytes = Json.utf8LengthOfMember(json, "input");
    }
  }

  /** Part of a request body was written, by an SDK that serializes directly to the connection. */
  public static void bodyWritten(int bytes) {
    WorkerThread thread = WorkerThread.current();
    if (thread.updating) {
      thread.payloadBytes = Math.max(0, thread.payloadBytes) + bytes;
    }
  }

  /** Exactly one slash in front, so that every SDK names a path the same way. */
  private static String template(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }
}
