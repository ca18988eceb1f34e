package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.Layout;

/**
 * The bucket bounds of a Prometheus native histogram of schema 3, in whole nanoseconds.
 *
 * <p>Bucket {@code i} covers the seconds from 2^((i-1)/8), exclusive, to 2^(i/8), inclusive. The
 * table holds each bound rounded down to a whole nanosecond. A whole number of nanoseconds exceeds
 * the exact bound if and only if it exceeds the rounded one. So comparing longs is exact, whereas a
 * logarithm is off by one near every bound.
 */
final class ExponentialBuckets {
  static final int SCHEMA = Layout.NATIVE_SCHEMA;

  /** The bucket of 1 ns, the shortest duration above zero. */
  static final int FIRST_INDEX = Layout.NATIVE_FIRST_INDEX;

  /** The bucket of {@link Long#MAX_VALUE} ns. */
  static final int LAST_INDEX = 265;

  private static final int BUCKETS_PER_OCTAVE = 1 << SCHEMA;

  /** 2^(j/8) seconds in units of 2^-32 ns, rounded down: the bounds of one octave. */
  private static final long[] OCTAVE = {
    4294967296000000000L,
    4683695047832392561L,
    5107605667107197932L,
    5569883475385291208L,
    6074000999952099384L,
    6623745058664271696L,
    7223245205676679009L,
    7877004751727667949L
  };

  private static final int OCTAVE_FRACTION_BITS = 32;

  /** Upper bounds by index, starting with {@link #FIRST_INDEX}. */
  private static final long[] UPPER_BOUND = upperBounds();

  /** Where in {@link #UPPER_BOUND} the search for a duration with this highest bit starts. */
  private static final short[] START = starts();

  private ExponentialBuckets() {}

  /** The bucket of a duration of at least one nanosecond. */
  static int indexOf(long nanos) {
    int position = START[Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos)];
    while (nanos > UPPER_BOUND[position]) {
      position++;
    }
    return FIRST_INDEX + position;
  }

  private static long[] upperBounds() {
    long[] bounds = new long[LAST_INDEX - FIRST_INDEX + 1];
    for (int i = FIRST_INDEX; i <= LAST_INDEX; i++) {
      int octave = Math.floorDiv(i, BUCKETS_PER_OCTAVE);
      long mantissa = OCTAVE[Math.floorMod(i, BUCKETS_PER_OCTAVE)];
      bounds[i - FIRST_INDEX] = scale(mantissa, octave - OCTAVE_FRACTION_BITS);
    }
    return bounds;
  }

  /** mantissa * 2^exponent, rounded down, or the largest long if that does not fit. */
  private static long scale(long mantissa, int exponent) {
    if (exponent <= 0) {
      return mantissa >> Math.min(-exponent, Long.SIZE - 1);
    }
    return mantissa <= Long.MAX_VALUE >> exponent ? mantissa << exponent : Long.MAX_VALUE;
  }

  private static short[] starts() {
    short[] starts = new short[Long.SIZE - 1];
    int position = 0;
    for (int bits = 0; bits < starts.length; bits++) {
      while (UPPER_BOUND[position] < 1L << bits) {
        position++;
      }
      starts[bits] = (short) position;
    }
    return starts;
  }
}
