package dev.tachograph.bootstrap.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Classic buckets: a value belongs to the first bucket whose upper bound it does not exceed, as
 * Prometheus' {@code le} says.
 *
 * <p>The count is the sum of the buckets, so the two always agree; the sum of values may be ahead
 * or behind by the records that run during a snapshot.
 */
public final class Histogram {
  private final long[] bounds;
  private final LongAdder[] buckets;
  private final LongAdder sum = new LongAdder();

  /**
   * @param bounds ascending upper bounds in the unit to be recorded, without the infinite one
   * @throws IllegalArgumentException if the bounds are not ascending
   */
  public Histogram(long... bounds) {
    checkBounds(bounds);
    this.bounds = bounds.clone();
    buckets = new LongAdder[bounds.length + 1];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  static void checkBounds(long[] bounds) {
    for (int i = 1; i < bounds.length; i++) {
      if (bounds[i - 1] >= bounds[i]) {
        throw new IllegalArgumentException(
            "Histogram bounds must be ascending, but are " + Arrays.toString(bounds));
      }
    }
  }

  /** Records one value; a negative one counts as 0. */
  public void record(long value) {
    long observed = Math.max(value, 0);
    buckets[bucketOf(observed)].increment();
    sum.add(observed);
  }

  /** How many values have been recorded. */
  public long count() {
    long count = 0;
    for (LongAdder bucket : buckets) {
      count += bucket.sum();
    }
    return count;
  }

  /** Adds what another of the same bounds holds. */
  void add(Histogram other) {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i].add(other.buckets[i].sum());
    }
    sum.add(other.sum.sum());
  }

  /** Reads all buckets. */
  public BucketCounts snapshot() {
    long[] counts = new long[buckets.length];
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets[i].sum();
      count += counts[i];
    }
    return new BucketCounts(bounds, counts, count, sum.sum());
  }

  /** A linear search: with a dozen bounds it beats a binary one, and most values are small. */
  private int bucketOf(long value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
