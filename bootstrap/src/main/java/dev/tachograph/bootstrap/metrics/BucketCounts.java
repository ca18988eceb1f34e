package dev.tachograph.bootstrap.metrics;

/** The contents of a {@link Histogram} at one moment. */
public final class BucketCounts {
  private final long[] bounds;
  private final long[] bucketCounts;
  private final long count;
  private final long sum;

  BucketCounts(long[] bounds, long[] bucketCounts, long count, long sum) {
    this.bounds = bounds;
    this.bucketCounts = bucketCounts;
    this.count = count;
    this.sum = sum;
  }

  /** Ascending, inclusive upper bounds in the recorded unit, without the infinite one. A copy. */
  public long[] bounds() {
    return bounds.clone();
  }

  /** Observations of each bucket alone, not cumulative; the last bucket is infinite. A copy. */
  public long[] bucketCounts() {
    return bucketCounts.clone();
  }

  /** Observations in all buckets: always the sum of {@link #bucketCounts()}. */
  public long count() {
    return count;
  }

  /** Sum of the observed values, in the recorded unit. */
  public long sum() {
    return sum;
  }
}
