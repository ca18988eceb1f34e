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
    if (opening instanceof StackedHttpCall) {
      StackedHttpCall call = (StackedHttpCall) opening;
      Object connection = call.caller;
      if (thrown != null) {
        left(call, status, thrown);
        return;
      }
      HttpClientProbe.withdrawn(call);
      left(call, status, null);
      if (connection != null && OPENED.get(connection) == null) {
        OPENED.put(connection, call.start);
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
    StackedHttpCall call = touched(connection, method, url);
    if (call != null) {
      Long opened = OPENED.remove(connection);
      if (opened != null) {
        call.start = opened;
      }
    }
    return call;
  }

  /**
   * The response is there, or will not come.
   *
   * @param status -1 if there is none
   * @param thrown also the exception by which the JDK tells of a status of 400 or more
   */
  public static void exchanged(
      @Nullable Object exchanging, int status, @Nullable Object body, @Nullable Throwable thrown) {
    if (exchanging instanceof StackedHttpCall) {
      StackedHttpCall call = (StackedHttpCall) exchanging;
      HttpBodyProbe.bodyFollows(call, body);
      if (status <= 0 && thrown == null) {
        // From a cache of the application's.
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

  private static void left(StackedHttpCall call, int status, @Nullable Throwable thrown) {
    // The body may hold the call, and the connection holds the body.
    call.caller = null;
    if (status > 0) {
      call.answered(status);
    }
    HttpClientProbe.left(call, status > 0 ? null : thrown);
  }
}
