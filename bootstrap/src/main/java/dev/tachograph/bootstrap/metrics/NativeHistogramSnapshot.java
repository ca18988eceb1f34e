package dev.tachograph.bootstrap.metrics;

/** What a {@link NativeHistogram} held at one moment. */
public final class NativeHistogramSnapshot {
  private final long zeroCount;
  private final int[] bucketIndexes;
  private final long[] bucketCounts;
  private final long count;
  private final long sum;

  NativeHistogramSnapshot(
      long zeroCount, int[] bucketIndexes, long[] bucketCounts, long count, long sum) {
    this.zeroCount = zeroCount;
    this.bucketIndexes = bucketIndexes;
    this.bucketCounts = bucketCounts;
    this.count = count;
    this.sum = sum;
  }

  /** The resolution, as Prometheus numbers it: bucket bounds grow by 2^(2^-schema). */
  public int schema() {
    return ExponentialBuckets.SCHEMA;
  }

  /** Observations of exactly zero. */
  public long zeroCount() {
    return zeroCount;
  }

  /**
   * The buckets that hold anything, ascending: bucket {@code i} covers the seconds from
   * 2^((i-1)/8), exclusive, to 2^(i/8), inclusive. A copy.
   */
  public int[] bucketIndexes() {
    return bucketIndexes.clone();
  }

  /** Observations in each of {@link #bucketIndexes()} alone, not cumulative: a copy. */
  public long[] bucketCounts() {
    return bucketCounts.clone();
  }

  /** Observations in all buckets, the zero one included. */
  public long count() {
    return count;
  }

  /** Sum of the observed durations, in nanoseconds. */
  public long sum() {
    return sum;
  }
}
