package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.WeakTable;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls of {@code HttpURLConnection}. It begins a call at the first method that needs the server,
 * whichever that is, and requests the response once, however often the application reads it.
 *
 * <p>If a connection is opened, by {@code connect} or for output, this is a call only if it fails.
 * Otherwise the call is the exchange that follows, including the time for opening. A connection
 * that is opened without requesting a response has made no call, unless the application could not
 * write its body: the application then knows of the failure, and mostly does not request the
 * response.
 *
 * <p>Some JDK versions remember the failure of an attempt to open a connection, and throw it again
 * at the next attempt. That is not another call.
 */
public final class UrlConnectionProbe {
  private static final String CLIENT = "urlconnection";

  /**
   * The known part of a connection's call before its response is requested. It does not refer to
   * the connection.
   */
  private static final class Opening {
    /** {@link System#nanoTime()} at the first use. */
    final long start;

    /** The exception with which opening failed; null if the connection was opened. */
    final @Nullable Throwable failure;

    /** The target of the call that counts if the body cannot be written. */
    final HttpTarget target;

    final String method;
    final String path;
    final @Nullable String template;

    /**
     * Whether the call was reported, either because its body could not be written or with its
     * response.
     */
    private final AtomicBoolean told = new AtomicBoolean();

    Opening(HttpCall call, long start, @Nullable Throwable failure) {
      this.start = start;
      this.failure = failure;
      this.target = call.target;
      this.method = call.method;
      this.path = call.path;
      this.template = call.template;
    }

    boolean tell() {
      return told.compareAndSet(false, true);
    }

    /** Whether the connection was opened, and its request is still the same. */
    boolean goesOnAs(HttpCall call) {
      return failure == null && method.equals(call.method);
    }

    boolean hasFailedWith(Throwable thrown) {
      return failure != null && (thrown == failure || thrown.getCause() == failure);
    }
  }

  /** Connections whose response was not requested yet, or whose body could not be written. */
  private static final WeakTable<Opening> OPENED = new WeakTable<>(null);

  /** The same, by the stream to which the application writes the body. */
  private static final WeakTable<Opening> UPLOADS = new WeakTable<>(null);

  private UrlConnectionProbe() {}

  /**
   * A connection is opened.
   *
   * @param connected whether it is open already
   * @return the argument of {@link #opened}
   */
  public static @Nullable Object opening(
      Object connection, boolean connected, String method, URL url) {
    return connected ? null : touched(connection, method, url);
  }

  /**
   * A connection is opened for output.
   *
   * @param response the response's stream if there is one already; opening for output is then too
   *     late
   * @return the argument of {@link #openedForOutput}
   */
  public static @Nullable Object openingForOutput(
      Object connection, @Nullable Object response, String method, URL url) {
    return opening(connection, response != null, method, url);
  }

  /**
   * A connection was opened, or could not be opened.
   *
   * @param status of a response that came instead of the permission to send the body
   */
  public static void opened(@Nullable Object opening, int status, @Nullable Throwable thrown) {
    if (opening instanceof StackedHttpCall) {
      opened((StackedHttpCall) opening, status, null, thrown);
    }
  }

  /**
   * Like {@link #opened}, for output.
   *
   * @param method the request's method, which opening for output may have changed
   * @param body the stream to which the application writes
   */
  public static void openedForOutput(
      @Nullable Object opening,
      int status,
      @Nullable String method,
      @Nullable Object body,
      @Nullable Throwable thrown) {
    if (opening instanceof StackedHttpCall) {
      StackedHttpCall call = (StackedHttpCall) opening;
      becomes(call, method);
      opened(call, status, body, thrown);
    }
  }

  private static void opened(
      StackedHttpCall call, int status, @Nullable Object body, @Nullable Throwable thrown) {
    Object connection = call.caller;
    Opening before = connection == null ? null : OPENED.get(connection);
    boolean again = before != null && thrown != null && before.hasFailedWith(thrown);
    boolean measured = !call.hasEnded();
    if (thrown == null || again) {
      HttpClientProbe.withdrawn(call);
    }
    left(call, status, thrown);
    if (connection == null || again) {
      return;
    }
    Opening now = before;
    if (now == null || thrown != null || !now.goesOnAs(call)) {
      long start = now == null || now.failure != null ? call.start : now.start;
      now = new Opening(call, start, thrown);
      OPENED.put(connection, now);
    }
    // A body kept in memory until the response is requested cannot fail.
    if (measured && body != null && !(body instanceof ByteArrayOutputStream)) {
      UPLOADS.put(body, now);
    }
  }

  /**
   * The application writes a part of a body, or closes it.
   *
   * @param closed whether the body was closed before; the call does not fail with it then
   * @return the argument of {@link #uploaded}
   */
  public static boolean uploading(boolean closed) {
    return !closed;
  }

  /**
   * The application wrote a part of a body, or closed it, successfully unless {@code thrown} is
   * set.
   */
  public static void uploaded(Object body, boolean uploading, @Nullable Throwable thrown) {
    if (thrown == null || !uploading) {
      return;
    }
    Opening upload = UPLOADS.remove(body);
    if (upload != null && upload.tell()) {
      HttpCall call =
          new HttpCall(
              true, upload.target, upload.method, upload.path, upload.template, upload.start);
      call.target.began();
      HttpClientProbe.ended(call, thrown);
    }
  }

  /**
   * The response of a connection is requested.
   *
   * @param response the response's stream if it was requested before
   * @param failure the failure if it was requested before
   * @return the argument of {@link #exchanged}
   */
  public static @Nullable Object exchanging(
      Object connection,
      @Nullable Object response,
      @Nullable Object failure,
      String method,
      URL url) {
    if (response != null || failure != null) {
      return null;
    }
    StackedHttpCall call = touched(connection, method, url);
    if (call != null) {
      Opening opened = OPENED.get(connection);
      if (opened != null && opened.failure == null) {
        call.start = opened.start;
        if (!opened.tell()) {
          HttpClientProbe.withdrawn(call);
        }
      }
    }
    return call;
  }

  /**
   * The response is there, or will not come.
   *
   * @param status -1 if there is none
   * @param method the request's method, which may have changed
   * @param thrown also the exception by which the JDK reports a status of 400 or more
   */
  public static void exchanged(
      @Nullable Object exchanging,
      int status,
      @Nullable String method,
      @Nullable Object body,
      @Nullable Throwable thrown) {
    if (exchanging instanceof StackedHttpCall) {
      StackedHttpCall call = (StackedHttpCall) exchanging;
      Object connection = call.caller;
      Opening opened = connection == null ? null : OPENED.remove(connection);
      becomes(call, method);
      HttpBodyProbe.bodyFollows(call, body);
      boolean cached = status <= 0 && thrown == null;
      boolean remembered = opened != null && thrown != null && opened.hasFailedWith(thrown);
      if (cached || remembered) {
        HttpClientProbe.withdrawn(call);
      }
      left(call, status, thrown);
    }
  }

  /** Null if a method of the connection is on the stack already. */
  private static @Nullable StackedHttpCall touched(Object connection, String method, URL url) {
    if (StackedHttpCall.isMadeBy(connection, HttpClientThread.current().call)) {
      return null;
    }
    Object entered =
        HttpClientProbe.entered(CLIENT, method, url.getHost(), url.getPort(), url.getPath());
    if (!(entered instanceof StackedHttpCall)) {
      return null;
    }
    StackedHttpCall call = (StackedHttpCall) entered;
    call.caller = connection;
    return call;
  }

  /**
   * The JDK turns a GET with a body into a POST. Changes of the method by redirects are ignored.
   */
  private static void becomes(StackedHttpCall call, @Nullable String method) {
    if ("GET".equals(call.method) && "POST".equals(method)) {
      call.method = "POST";
    }
  }

  private static void left(StackedHttpCall call, int status, @Nullable Throwable thrown) {
    // The body may refer to the call, and the connection to the body.
    call.caller = null;
    if (status > 0) {
      call.answered(status);
    }
    HttpClientProbe.left(call, status > 0 ? null : thrown);
  }
}
