package dev.tachograph.bootstrap.metrics;

/** The contents of a {@link NativeHistogram} at one moment. */
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

  /** The resolution, in Prometheus' numbering: bucket bounds grow by 2^(2^-schema). */
  public int schema() {
    return ExponentialBuckets.SCHEMA;
  }

  /** Observations of exactly zero. */
  public long zeroCount() {
    return zeroCount;
  }

  /**
   * The indexes of the non-empty buckets, ascending. Bucket {@code i} covers the seconds from
   * 2^((i-1)/8), exclusive, to 2^(i/8), inclusive. A copy.
   */
  public int[] bucketIndexes() {
    return bucketIndexes.clone();
  }

  /** Observations of each of {@link #bucketIndexes()} alone, not cumulative. A copy. */
  public long[] bucketCounts() {
    return bucketCounts.clone();
  }

  /** Observations in all buckets, including the zero bucket. */
  public long count() {
    return count;
  }

  /** Sum of the observed durations, in nanoseconds. */
  public long sum() {
    return sum;
  }
}
