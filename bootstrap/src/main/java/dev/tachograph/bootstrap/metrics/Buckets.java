package dev.tachograph.bootstrap.metrics;

import java.util.Arrays;

/** Upper bounds of classic buckets, and conversion between seconds and nanoseconds. */
public final class Buckets {
  /** The default bounds of Prometheus clients, in seconds. */
  @SuppressWarnings("MutablePublicArray") // Callers copy the bounds that they keep.
  public static final double[] DEFAULT = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

  private static final double NANOS_PER_SECOND = 1e9;

  private Buckets() {}

  /**
   * Converts nanoseconds to seconds. Divides, because multiplying by 1e-9 turns 5 ms into
   * 0.005000000000000001 s, which must not appear as an {@code le} label.
   */
  public static double toSeconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  /**
   * Whether a family can have these bounds: positive seconds below 292 years, each at least one
   * nanosecond above the one before, because the histogram counts in whole nanoseconds.
   */
  public static boolean areUsable(double[] seconds) {
    long previous = 0;
    for (double bound : seconds) {
      long nanos = nanos(bound);
      // Math.round saturates at Long.MAX_VALUE, for infinity too, and rounds NaN to 0.
      if (nanos <= previous || nanos == Long.MAX_VALUE) {
        return false;
      }
      previous = nanos;
    }
    return true;
  }

  /**
   * Converts bounds in seconds to bounds in whole nanoseconds.
   *
   * @throws IllegalArgumentException if the bounds are not {@linkplain #areUsable usable}
   */
  static long[] toNanos(String family, double[] seconds) {
    if (!areUsable(seconds)) {
      throw new IllegalArgumentException(
          "Buckets of "
              + family
              + " must be positive, finite seconds, ascending by at least a nanosecond, but are "
              + Arrays.toString(seconds));
    }
    long[] nanos = new long[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      nanos[i] = nanos(seconds[i]);
    }
    return nanos;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * NANOS_PER_SECOND);
  }
}
