package dev.tachograph.bootstrap.metrics;

/** What a {@link Histogram} held at one moment. */
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

  /** Ascending upper bounds in the recorded unit, inclusive, without the infinite one: a copy. */
  public long[] bounds() {
    return bounds.clone();
  }

  /** Observations in each bucket alone (not cumulative); the last is the infinite one: a copy. */
  public long[] bucketCounts() {
    return bucketCounts.clone();
  }

  /** Observations in all buckets: exactly the sum of {@link #bucketCounts()}. */
  public long count() {
    return count;
  }

  /** Sum of the observed values, in the recorded unit. */
  public long sum() {
    return sum;
  }
}
