package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.conductor.WorkerThread.Request;
import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.support.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Requests to the Conductor server. */
public final class ApiRequestProbe {
  private ApiRequestProbe() {}

  /** Whether this thread is at work for a request: what clients send then is part of that. */
  public static boolean isUnderWay() {
    return WorkerThread.current().request != null;
  }

  /**
   * A request was made by a client of its own, which knows all about it.
   *
   * @param uri the path template
   * @param status the HTTP code, or {@code error}
   */
  public static void measured(String method, String uri, String status, long nanos, long end) {
    ConductorMetrics.current().apiRequest(method, uri, status, nanos, end);
  }

  /** A request begins; one may begin within another, to renew a token. */
  public static Object requestStarted() {
    WorkerThread thread = WorkerThread.current();
    Request request = new Request(thread.request, Clock.now());
    thread.request = request;
    return request;
  }

  /** The innermost request under way got a response with this HTTP status code. */
  public static void responded(int status) {
    Request request = WorkerThread.current().request;
    if (request != null) {
      request.status = HttpStatus.label(status);
    }
  }

  /**
   * A request ended.
   *
   * @param started what {@link #requestStarted} returned
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
   * @param path the template, behind the root
   * @param root what the SDK puts before every path
   */
  public static void templateResolved(String path, @Nullable String root) {
    String relative = root != null && path.startsWith(root) ? path.substring(root.length()) : path;
    WorkerThread.current().nextTemplate = template(relative);
  }

  /** A request is sent by a general client: it is ours if a template was resolved for it. */
  public static @Nullable Object sendStarted() {
    return WorkerThread.current().nextTemplate == null ? null : requestStarted();
  }

  /** A request that {@link #sendStarted} saw ended. */
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

  /** Part of a request body was written, where the SDK serializes straight to the connection. */
  public static void bodyWritten(int bytes) {
    WorkerThread thread = WorkerThread.current();
    if (thread.updating) {
      thread.payloadBytes = Math.max(0, thread.payloadBytes) + bytes;
    }
  }

  /** One slash in front, none doubled, so that every SDK names a path the same way. */
  private static String template(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }
}
