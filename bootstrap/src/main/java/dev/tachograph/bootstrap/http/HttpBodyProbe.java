package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * Response bodies, for clients that let the application read them. Used only with {@code
 * http-client.measure=body}: a call then ends with the last of its bodies.
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
   * The innermost call of this thread got a response, and the application will read its body from
   * this object, or close this object. The caller must call {@link #bodyEnded} later.
   */
  public static void bodyFollows(@Nullable Object body) {
    bodyFollows(HttpClientThread.current().call, body);
  }

  /** Like {@link #bodyFollows(Object)}, for a call that ends on another thread. */
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

  /**
   * The application read from a body. The body has ended if nothing was left, or if reading failed.
   */
  public static void bodyRead(Object body, int read, @Nullable Throwable failure) {
    if (read < 0 || failure != null) {
      bodyEnded(body, failure);
    }
  }
}
