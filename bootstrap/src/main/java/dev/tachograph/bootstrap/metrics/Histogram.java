package dev.tachograph.bootstrap.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Classic buckets. A value belongs to the first bucket whose upper bound it does not exceed, as
 * Prometheus' {@code le} requires.
 *
 * <p>The count is computed from the buckets, so the two always agree. The sum of values may include
 * more or fewer of the records that run during a snapshot.
 */
public class Histogram {
  private final long[] bounds;
  private final LongAdder[] buckets;
  private final LongAdder sum = new LongAdder();

  /**
   * @param bounds ascending upper bounds in the recorded unit, without the infinite one
   * @throws IllegalArgumentException if the bounds are not ascending
   */
  public Histogram(long... bounds) {
    this(bounds, true);
  }

  /**
   * @param counts whether this class counts; else a subclass does
   */
  Histogram(long[] bounds, boolean counts) {
    checkBounds(bounds);
    this.bounds = bounds.clone();
    buckets = new LongAdder[counts ? bounds.length + 1 : 0];
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

  /** Adds the contents of another histogram with the same bounds. */
  final void add(Histogram other) {
    long[] counts = new long[buckets.length];
    sum.add(other.read(counts));
    for (int i = 0; i < counts.length; i++) {
      buckets[i].add(counts[i]);
    }
  }

  /** Reads all buckets. */
  public final BucketCounts snapshot() {
    long[] counts = new long[bounds.length + 1];
    long total = read(counts);
    long count = 0;
    for (long bucket : counts) {
      count += bucket;
    }
    return new BucketCounts(bounds, counts, count, total);
  }

  /**
   * Adds the count of each bucket to those given.
   *
   * @return the sum of all values
   */
  long read(long[] counts) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += buckets[i].sum();
    }
    return sum.sum();
  }

  /**
   * Searches linearly: with a dozen bounds this beats a binary search, and most values are small.
   */
  private int bucketOf(long value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
