package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * Where a call has no place in the client's objects: an object that lives as long as the call, the
 * carrier, leads to it. A call whose carrier is gone has come to nothing.
 */
public final class HttpCarrierProbe {
  private static final WeakTable<Object> ATTACHED =
      new WeakTable<>(
          new WeakTable.Abandoned<Object>() {
            @Override
            public void abandoned(Object attached) {
              if (attached instanceof HttpCall) {
                HttpClientProbe.withdrawn((HttpCall) attached);
              }
            }
          });

  private HttpCarrierProbe() {}

  /**
   * As {@link HttpClientProbe#started(String, String, String, int, String)}, and {@link #attach},
   * unless a call is attached to the carrier already: that is how a client begins another request
   * of the same call.
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
        : attach(carrier, HttpClientProbe.started(client, method, host, port, path));
  }

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
}
