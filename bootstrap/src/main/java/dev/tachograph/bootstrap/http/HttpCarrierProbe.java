package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls for clients whose objects have no field for them. An object that lives as long as the
 * call, the carrier, leads to the call. If the carrier is collected, its call is withdrawn and does
 * not count.
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
   * Calls {@link HttpClientProbe#started(String, String, String, int, String)} and {@link #attach},
   * unless the carrier has a call already, because the client then begins another request of the
   * same call.
   *
   * @return the call, or null if it is not measured or was begun before
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
   * Keeps a call, or any other value, for as long as an object of the client lives.
   *
   * @return the value
   */
  public static @Nullable Object attach(@Nullable Object carrier, @Nullable Object started) {
    if (carrier != null && started != null) {
      ATTACHED.put(carrier, started);
    }
    return started;
  }

  /** The value that {@link #attach} keeps for the carrier, or null. */
  public static @Nullable Object attached(@Nullable Object carrier) {
    return carrier == null ? null : ATTACHED.get(carrier);
  }

  /** The call in a field of the carrier; or in the table, if the carrier has no such field. */
  public static @Nullable Object callOf(Object carrier, @Nullable Object field) {
    return field == null ? ATTACHED.get(carrier) : field;
  }
}
