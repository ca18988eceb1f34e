package dev.tachograph.bootstrap.metrics.window;

import java.util.Arrays;

/**
 * Takes exact quantiles without sorting everything: the value at index q*(n-1) of the sorted
 * values, interpolated linearly between its neighbours.
 *
 * <p>Values are dealt into at most {@value #MAX_BUCKETS} buckets by the leading bits of their
 * floating-point form, which is to say by their logarithm: durations spread over orders of
 * magnitude, and so few share a bucket. Only the buckets in which a wanted rank falls are then
 * sorted.
 *
 * <p>Keeps its memory for the next use; not safe for use by several threads.
 */
final class QuantileSelector {
  private static final int MAX_BUCKETS = 1024;
  private static final int BUCKET_BITS = 10;

  /** Up to this many values sorting is faster than dealing. */
  private static final int SORT_ALL = 64;

  /** bucketStart[b] values are in buckets before b, once counted. */
  private final int[] bucketStart = new int[MAX_BUCKETS + 2];

  /** Which buckets hold a wanted rank: 1 or 0, to be added without a branch. */
  private final byte[] wanted = new byte[MAX_BUCKETS];

  private short[] bucketOf = new short[0];
  private long[] candidates = new long[0];

  /** Two ranks for each quantile. */
  private final int[] ranks = new int[2 * WindowSnapshot.PERCENTS.length];

  private final long[] rankValues = new long[ranks.length];

  /** How many bytes are kept. */
  long memory() {
    return 2L * bucketOf.length + 8L * candidates.length;
  }

  /** The quantiles of the first n values, whose order is lost; NaN if n is 0. */
  double[] quantiles(long[] values, int n) {
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
    int buckets = deal(values, n);
    markWanted(buckets);
    int found = 0;
    for (int i = 0; i < n; i++) {
      candidates[found] = values[i];
      found += wanted[bucketOf[i]];
    }
    Arrays.sort(candidates, 0, found);
    pickRanks(buckets);
  }

  /** Fills {@link #bucketOf} and {@link #bucketStart} and returns how many buckets there are. */
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
    for (int b = 1; b <= buckets; b++) {
      bucketStart[b] += bucketStart[b - 1];
    }
    return buckets;
  }

  /**
   * Grows with the value, about as its logarithm does. Plus one, because the floating-point forms
   * of 0 and 1 are further apart than those of 1 and the largest long.
   */
  private static long logBits(long value) {
    return Double.doubleToRawLongBits(value + 1.0);
  }

  private void markWanted(int buckets) {
    for (int rank : ranks) {
      wanted[bucketOfRank(rank, buckets)] = 1;
    }
  }

  /** Reads the wanted ranks off the sorted candidates, and clears the marks. */
  private void pickRanks(int buckets) {
    int before = 0;
    int previous = -1;
    for (int r = 0; r < ranks.length; r++) {
      int bucket = bucketOfRank(ranks[r], buckets);
      if (bucket != previous) {
        before += previous < 0 ? 0 : bucketStart[previous + 1] - bucketStart[previous];
        previous = bucket;
      }
      wanted[bucket] = 0;
      rankValues[r] = candidates[before + ranks[r] - bucketStart[bucket]];
    }
  }

  /** The bucket that the value of this rank is in. */
  private int bucketOfRank(int rank, int buckets) {
    int low = 0;
    int high = buckets - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bucketStart[middle + 1] <= rank) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
