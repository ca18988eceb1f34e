package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.WeakTable;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls by {@code HttpURLConnection}, which begins a call at the first touch that needs the server,
 * whatever that is, and asks for the response once, however often the application does.
 *
 * <p>A connection that is opened, by {@code connect} or for output, is a call only if that fails:
 * otherwise the call is the exchange that follows, with the time of the opening. A connection that
 * is opened and never asked for a response has made no call, unless its body could not be written:
 * the application then knows of the failure, and mostly asks no more.
 *
 * <p>Some versions remember what an attempt to open a connection failed with, and throw it again
 * when they are asked once more. That is no other call.
 */
public final class UrlConnectionProbe {
  private static final String CLIENT = "urlconnection";

  /** What was seen of a connection before it was asked for a response; knows no connection. */
  private static final class Opening {
    /** {@link System#nanoTime()} when it was first touched. */
    final long start;

    /** What it could not be opened for; null if it was opened. */
    final @Nullable Throwable failure;

    /** What would be the call if its body could not be written. */
    final HttpTarget target;

    final String method;
    final String path;
    final @Nullable String template;

    /** Whether the call has been told of: that its body could not be written, or its response. */
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

  /** Connections that have not been asked for a response yet, or whose body was not written. */
  private static final WeakTable<Opening> OPENED = new WeakTable<>(null);

  /** The same by the stream that the application writes the body to. */
  private static final WeakTable<Opening> UPLOADS = new WeakTable<>(null);

  private UrlConnectionProbe() {}

  /**
   * A connection is opened.
   *
   * @param connected whether it is open already
   * @return what {@link #opened} wants
   */
  public static @Nullable Object opening(
      Object connection, boolean connected, String method, URL url) {
    return connected ? null : touched(connection, method, url);
  }

  /**
   * A connection is opened for output.
   *
   * @param response the response's stream if there is one already, and it is too late
   * @return what {@link #openedForOutput} wants
   */
  public static @Nullable Object openingForOutput(
      Object connection, @Nullable Object response, String method, URL url) {
    return opening(connection, response != null, method, url);
  }

  /**
   * A connection was opened, or could not be.
   *
   * @param status of a response that came already, instead of leave to send the body
   */
  public static void opened(@Nullable Object opening, int status, @Nullable Throwable thrown) {
    if (opening instanceof StackedHttpCall) {
      opened((StackedHttpCall) opening, status, null, thrown);
    }
  }

  /**
   * As {@link #opened}, for output.
   *
   * @param method what the request's method has become by that
   * @param body where the application writes to
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
    // One that is kept in memory until the response is asked for cannot fail.
    if (measured && body != null && !(body instanceof ByteArrayOutputStream)) {
      UPLOADS.put(body, now);
    }
  }

  /**
   * A part of a body is written, or its end.
   *
   * @param closed if so, the application may do so again without a call failing
   * @return what {@link #uploaded} wants
   */
  public static boolean uploading(boolean closed) {
    return !closed;
  }

  /** A part of a body was written, or its end, if that did not fail. */
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
   * A connection is asked for its response.
   *
   * @param response the response's stream if it was asked before
   * @param failure what it failed with if it was asked before
   * @return what {@link #exchanged} wants
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
   * @param method what the request's method has become
   * @param thrown also the exception by which the JDK tells of a status of 400 or more
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

  /** A GET with a body is made a POST; what redirects make of a method is not asked. */
  private static void becomes(StackedHttpCall call, @Nullable String method) {
    if ("GET".equals(call.method) && "POST".equals(method)) {
      call.method = "POST";
    }
  }

  private static void left(StackedHttpCall call, int status, @Nullable Throwable thrown) {
    // The body may hold the call, and the connection holds the body.
    call.caller = null;
    if (status > 0) {
      call.answered(status);
    }
    HttpClientProbe.left(call, status > 0 ? null : thrown);
  }
}
