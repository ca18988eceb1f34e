package dev.tachograph.bootstrap.metrics.window;

import java.util.Arrays;

/**
 * Selects exact quantiles without sorting all values: the value at index q*(n-1) of the sorted
 * values, interpolated linearly between its neighbours.
 *
 * <p>It deals the values into at most {@value #MAX_BUCKETS} buckets by the number of their bits and
 * the leading ones of these, which is about their logarithm. Durations spread over orders of
 * magnitude, so few share a bucket. It then sorts only the buckets that contain a wanted rank.
 *
 * <p>It keeps its memory for the next use, and is not thread-safe.
 */
public final class QuantileSelector {
  private static final int MAX_BUCKETS = 1024;
  private static final int BUCKET_BITS = 10;
  private static final int MANTISSA_BITS = 52;

  /** Up to this many values, sorting all is faster than dealing. */
  private static final int SORT_ALL = 64;

  /** After counting, bucketStart[b] is the number of values in buckets before b. */
  private final int[] bucketStart = new int[MAX_BUCKETS + 2];

  /**
   * 1 for each bucket that contains a wanted rank, else 0; a number, so it can be added without a
   * branch.
   */
  private final byte[] wanted = new byte[MAX_BUCKETS];

  private short[] bucketOf = new short[0];
  private long[] candidates = new long[0];

  /** Two ranks for each quantile. */
  private final int[] ranks = new int[2 * WindowSnapshot.PERCENTS.length];

  /** The bucket that each of them is in, once counted. */
  private final int[] bucketOfRank = new int[ranks.length];

  private final long[] rankValues = new long[ranks.length];

  /** The bytes of memory that the selector keeps. */
  long memory() {
    return 2L * bucketOf.length + 8L * candidates.length;
  }

  /**
   * Returns the quantiles of the first n values at all {@link WindowSnapshot#levels()}, and
   * reorders the values; NaN if n is 0.
   */
  public double[] quantiles(long[] values, int n) {
    double[] quantiles = new double[WindowSnapshot.PERCENTS.length];
    if (n == 0) {
      Arrays.fill(quantiles, Double.NaN);
      return quantiles;
    }
    for (int q = 0; q < quantiles.length; q++) {
      long hundredths = hundredths(q, n);
      ranks[2 * q] = (int) (hundredths / 100);
      ranks[2 * q + 1] = (int) ((hundredths + 99) / 100);
    }
    if (n <= SORT_ALL) {
      Arrays.sort(values, 0, n);
      for (int r = 0; r < ranks.length; r++) {
        rankValues[r] = values[ranks[r]];
      }
    } else {
      selectRanks(values, n);
    }
    for (int q = 0; q < quantiles.length; q++) {
      int fraction = (int) (hundredths(q, n) % 100);
      quantiles[q] = interpolate(rankValues[2 * q], rankValues[2 * q + 1], fraction);
    }
    return quantiles;
  }

  /** q*(n-1) is always a whole number of hundredths. */
  private static long hundredths(int q, int n) {
    return WindowSnapshot.PERCENTS[q] * (n - 1L);
  }

  private static double interpolate(long low, long high, int hundredths) {
    return low + (double) (high - low) * hundredths / 100;
  }

  private void selectRanks(long[] values, int n) {
    if (bucketOf.length < n) {
      bucketOf = new short[n];
      candidates = new long[n];
    }
    findRanks(deal(values, n));
    for (int bucket : bucketOfRank) {
      wanted[bucket] = 1;
    }
    int found = 0;
    for (int i = 0; i < n; i++) {
      candidates[found] = values[i];
      found += wanted[bucketOf[i]];
    }
    Arrays.sort(candidates, 0, found);
    pickRanks();
  }

  /** Fills {@link #bucketOf}, counts in {@link #bucketStart}, and returns the number of buckets. */
  private int deal(long[] values, int n) {
    long min = Long.MAX_VALUE;
    long max = 0;
    for (int i = 0; i < n; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    long origin = logBits(min);
    long range = logBits(max) - origin;
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(range) - BUCKET_BITS);
    int buckets = (int) (range >>> shift) + 1;
    Arrays.fill(bucketStart, 0, buckets + 1, 0);
    for (int i = 0; i < n; i++) {
      int bucket = (int) ((logBits(values[i]) - origin) >>> shift);
      bucketOf[i] = (short) bucket;
      bucketStart[bucket + 1]++;
    }
    return buckets;
  }

  /** Turns counts into starts, and finds the buckets of the ascending ranks on the way. */
  private void findRanks(int buckets) {
    int found = 0;
    int rank = ranks[0];
    int sum = 0;
    for (int b = 1; b <= buckets; b++) {
      sum += bucketStart[b];
      bucketStart[b] = sum;
      while (rank < sum) {
        bucketOfRank[found++] = b - 1;
        rank = found < ranks.length ? ranks[found] : Integer.MAX_VALUE;
      }
    }
  }

  /**
   * Grows with the value, about as its logarithm does: the number of its bits, then the bits behind
   * the first. It uses whole numbers, because JDK 17 makes each conversion to a floating-point
   * number wait for the one before.
   */
  private static long logBits(long value) {
    int zeros = Long.numberOfLeadingZeros(value);
    return ((long) (Long.SIZE - zeros) << MANTISSA_BITS)
        | value << zeros << 1 >>> Long.SIZE - MANTISSA_BITS;
  }

  /** Picks the wanted ranks from the sorted candidates, and clears the marks. */
  private void pickRanks() {
    int before = 0;
    int previous = -1;
    for (int r = 0; r < ranks.length; r++) {
      int bucket = bucketOfRank[r];
      if (bucket != previous) {
        before += previous < 0 ? 0 : bucketStart[previous + 1] - bucketStart[previous];
        previous = bucket;
      }
      wanted[bucket] = 0;
      rankValues[r] = candidates[before + ranks[r] - bucketStart[bucket]];
    }
  }
}
