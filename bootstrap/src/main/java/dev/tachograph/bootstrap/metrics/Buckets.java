package dev.tachograph.bootstrap.metrics;

import java.util.Arrays;

/** Upper bounds of classic buckets, and the way between seconds and nanoseconds. */
public final class Buckets {
  /** What Prometheus clients use when nothing else is said, in seconds. */
  @SuppressWarnings("MutablePublicArray") // Whoever takes bounds copies them.
  public static final double[] DEFAULT = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

  private static final double NANOS_PER_SECOND = 1e9;

  private Buckets() {}

  /**
   * Nanoseconds as seconds. Divides, because multiplying by 1e-9 turns 5 ms into
   * 0.005000000000000001 s, which must not appear as an {@code le} label.
   */
  public static double toSeconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  /**
   * Bounds in seconds as bounds in whole nanoseconds.
   *
   * @throws IllegalArgumentException if the bounds are not positive, finite and ascending by at
   *     least a nanosecond
   */
  static long[] toNanos(String family, double[] seconds) {
    long[] nanos = new long[seconds.length];
    long previous = 0;
    for (int i = 0; i < seconds.length; i++) {
      double exact = seconds[i] * NANOS_PER_SECOND;
      nanos[i] = Math.round(exact);
      // Long.MAX_VALUE is where Math.round saturates, for infinity too; NaN rounds to 0.
      if (nanos[i] <= previous || nanos[i] == Long.MAX_VALUE) {
        throw new IllegalArgumentException(
            "Buckets of "
                + family
                + " must be positive, finite seconds, ascending by at least a nanosecond, but are "
                + Arrays.toString(seconds));
      }
      previous = nanos[i];
    }
    return nanos;
  }
}
