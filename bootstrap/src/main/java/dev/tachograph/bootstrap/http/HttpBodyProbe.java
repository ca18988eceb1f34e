package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of responses, for clients that hand them out to be read. It matters only with {@code
 * http-client.measure=body}: the call then ends with the last of its bodies.
 */
public final class HttpBodyProbe {
  private static final WeakTable<HttpCall> UNREAD =
      new WeakTable<>(
          new WeakTable.Abandoned<HttpCall>() {
            @Override
            public void abandoned(HttpCall call) {
              if (call.bodyEnded()) {
                HttpClientProbe.ended(call, null);
              }
            }
          });

  private HttpBodyProbe() {}

  /**
   * The innermost call of this thread got a response whose body the application will read from, or
   * close with, this object. Whoever says so must say {@link #bodyEnded}, too.
   */
  public static void bodyFollows(@Nullable Object body) {
    bodyFollows(HttpClientThread.current().call, body);
  }

  /** As {@link #bodyFollows(Object)}, of a call that ends elsewhere. */
  public static void bodyFollows(@Nullable Object started, @Nullable Object body) {
    if (started instanceof HttpCall && body != null && HttpClientProbe.settings().untilBodyEnds) {
      HttpCall call = (HttpCall) started;
      if (UNREAD.get(body) != call && call.bodyBegan()) {
        UNREAD.put(body, call);
      }
    }
  }

  /** A body was closed, or broke off. */
  public static void bodyEnded(@Nullable Object body, @Nullable Throwable failure) {
    if (body != null && HttpClientProbe.settings().untilBodyEnds) {
      HttpCall call = UNREAD.remove(body);
      if (call != null && call.bodyEnded()) {
        HttpClientProbe.ended(call, failure);
      }
    }
  }

  /** A body was read from: it has ended if there is no more, or if that failed. */
  public static void bodyRead(Object body, int read, @Nullable Throwable failure) {
    if (read < 0 || failure != null) {
      bodyEnded(body, failure);
    }
  }
}
