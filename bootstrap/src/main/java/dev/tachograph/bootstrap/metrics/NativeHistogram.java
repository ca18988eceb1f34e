package dev.tachograph.bootstrap.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * A Prometheus native histogram: exponential buckets of schema 3 (each bound 9 % above the one
 * before), in seconds. Unlike quantiles, such histograms of many processes can be added up.
 *
 * <p>The first observation of a bucket makes the bucket. The count is computed from the buckets, so
 * the two always agree.
 */
public final class NativeHistogram {
  private final LongAdder zeros = new LongAdder();
  private final LongAdder sum = new LongAdder();
  private final AtomicReferenceArray<LongAdder> buckets =
      new AtomicReferenceArray<>(
          ExponentialBuckets.LAST_INDEX - ExponentialBuckets.FIRST_INDEX + 1);

  /** Records one duration in nanoseconds; a negative one counts as 0. */
  public void record(long nanos) {
    if (nanos <= 0) {
      zeros.increment();
      return;
    }
    int position = ExponentialBuckets.indexOf(nanos) - ExponentialBuckets.FIRST_INDEX;
    LongAdder bucket = buckets.get(position);
    if (bucket == null) {
      bucket = create(position);
    }
    bucket.increment();
    sum.add(nanos);
  }

  /** How many durations have been recorded. */
  public long count() {
    long count = zeros.sum();
    for (int i = 0; i < buckets.length(); i++) {
      LongAdder bucket = buckets.get(i);
      count += bucket == null ? 0 : bucket.sum();
    }
    return count;
  }

  /** Adds the contents of another histogram. */
  void add(NativeHistogram other) {
    zeros.add(other.zeros.sum());
    sum.add(other.sum.sum());
    for (int position = 0; position < buckets.length(); position++) {
      LongAdder theirs = other.buckets.get(position);
      if (theirs != null) {
        LongAdder ours = buckets.get(position);
        (ours == null ? create(position) : ours).add(theirs.sum());
      }
    }
  }

  /** Reads all non-empty buckets. */
  public NativeHistogramSnapshot snapshot() {
    int[] indexes = new int[buckets.length()];
    long[] counts = new long[buckets.length()];
    long zeroCount = zeros.sum();
    long count = zeroCount;
    int size = 0;
    for (int position = 0; position < buckets.length(); position++) {
      LongAdder bucket = buckets.get(position);
      if (bucket == null) {
        continue;
      }
      long observations = bucket.sum();
      if (observations > 0) {
        indexes[size] = ExponentialBuckets.FIRST_INDEX + position;
        counts[size] = observations;
        count += observations;
        size++;
      }
    }
    return new NativeHistogramSnapshot(
        zeroCount, Arrays.copyOf(indexes, size), Arrays.copyOf(counts, size), count, sum.sum());
  }

  private LongAdder create(int position) {
    LongAdder fresh = new LongAdder();
    return buckets.compareAndSet(position, null, fresh) ? fresh : buckets.get(position);
  }
}
