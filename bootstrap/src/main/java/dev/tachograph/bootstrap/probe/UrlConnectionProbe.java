package dev.tachograph.bootstrap.probe;

import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * Calls by {@code HttpURLConnection}, which begins a call at the first touch that needs the server,
 * whatever that is, and asks for the response once, however often the application does.
 *
 * <p>A connection that is opened, by {@code connect} or for output, is a call only if that fails:
 * otherwise the call is the exchange that follows, with the time of the opening. A connection that
 * is opened and never asked for a response has made no call.
 */
public final class UrlConnectionProbe {
  private static final String CLIENT = "urlconnection";

  /** When connections were opened that have not been asked for a response yet. */
  private static final WeakTable<Long> OPENED = new WeakTable<>(null);

  /** A method of a connection that is on the stack. */
  private static final class Touch {
    final Object connection;
    final HttpCall call;
    final @Nullable Object outer;

    Touch(Object connection, HttpCall call, @Nullable Object outer) {
      this.connection = connection;
      this.call = call;
      this.outer = outer;
    }
  }

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
   * @param failure what opening it failed with before
   * @return what {@link #opened} wants
   */
  public static @Nullable Object openingForOutput(
      Object connection,
      @Nullable Object response,
      @Nullable Object failure,
      String method,
      URL url) {
    return opening(connection, response != null || failure != null, method, url);
  }

  /**
   * A connection was opened, or could not be.
   *
   * @param status of a response that came already, instead of leave to send the body
   */
  public static void opened(@Nullable Object opening, int status, @Nullable Throwable thrown) {
    if (opening instanceof Touch) {
      Touch touch = (Touch) opening;
      if (thrown != null) {
        left(touch, status, thrown);
        return;
      }
      HttpClientProbe.withdrawn(touch.call);
      left(touch, status, null);
      if (OPENED.get(touch.connection) == null) {
        OPENED.put(touch.connection, touch.call.start);
      }
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
    Touch touch = touched(connection, method, url);
    if (touch != null) {
      Long opened = OPENED.remove(connection);
      if (opened != null) {
        touch.call.start = opened;
      }
    }
    return touch;
  }

  /**
   * The response is there, or will not come.
   *
   * @param status -1 if there is none
   * @param thrown also the exception by which the JDK tells of a status of 400 or more
   */
  public static void exchanged(
      @Nullable Object exchanging, int status, @Nullable Object body, @Nullable Throwable thrown) {
    if (exchanging instanceof Touch) {
      Touch touch = (Touch) exchanging;
      HttpBodyProbe.bodyFollows(touch.call, body);
      if (status <= 0 && thrown == null) {
        // From a cache of the application's.
        HttpClientProbe.withdrawn(touch.call);
      }
      left(touch, status, thrown);
    }
  }

  private static @Nullable Touch touched(Object connection, String method, URL url) {
    HttpClientThread thread = HttpClientThread.current();
    if (thread.connection == connection) {
      return null;
    }
    Object call =
        HttpClientProbe.entered(CLIENT, method, url.getHost(), url.getPort(), url.getPath());
    if (!(call instanceof HttpCall)) {
      return null;
    }
    Touch touch = new Touch(connection, (HttpCall) call, thread.connection);
    thread.connection = connection;
    return touch;
  }

  private static void left(Touch touch, int status, @Nullable Throwable thrown) {
    HttpClientThread.current().connection = touch.outer;
    if (status > 0) {
      touch.call.answered(status);
    }
    HttpClientProbe.left(touch.call, status > 0 ? null : thrown);
  }
}
