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
public class NativeHistogram {
  /** The number of buckets above zero. */
  static final int POSITIONS = ExponentialBuckets.LAST_INDEX - ExponentialBuckets.FIRST_INDEX + 1;

  private final LongAdder zeros = new LongAdder();
  private final LongAdder sum = new LongAdder();
  private final AtomicReferenceArray<LongAdder> buckets;

  public NativeHistogram() {
    this(true);
  }

  /**
   * @param counts whether this class counts; else a subclass does
   */
  NativeHistogram(boolean counts) {
    buckets = new AtomicReferenceArray<>(counts ? POSITIONS : 0);
  }

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
  final void add(NativeHistogram other) {
    long[] counts = new long[POSITIONS + 1];
    sum.add(other.read(counts));
    zeros.add(counts[0]);
    for (int position = 0; position < POSITIONS; position++) {
      if (counts[position + 1] > 0) {
        LongAdder ours = buckets.get(position);
        (ours == null ? create(position) : ours).add(counts[position + 1]);
      }
    }
  }

  /** Reads all non-empty buckets. */
  public final NativeHistogramSnapshot snapshot() {
    long[] all = new long[POSITIONS + 1];
    long total = read(all);
    int[] indexes = new int[POSITIONS];
    long[] counts = new long[POSITIONS];
    long count = all[0];
    int size = 0;
    for (int position = 0; position < POSITIONS; position++) {
      long observations = all[position + 1];
      if (observations > 0) {
        indexes[size] = ExponentialBuckets.FIRST_INDEX + position;
        counts[size] = observations;
        count += observations;
        size++;
      }
    }
    return new NativeHistogramSnapshot(
        all[0], Arrays.copyOf(indexes, size), Arrays.copyOf(counts, size), count, total);
  }

  /**
   * Adds the count of zeros and of each bucket above to those given.
   *
   * @return the sum of all durations, in nanoseconds
   */
  long read(long[] counts) {
    counts[0] += zeros.sum();
    for (int position = 0; position < POSITIONS; position++) {
      LongAdder bucket = buckets.get(position);
      counts[position + 1] += bucket == null ? 0 : bucket.sum();
    }
    return sum.sum();
  }

  private LongAdder create(int position) {
    LongAdder fresh = new LongAdder();
    return buckets.compareAndSet(position, null, fresh) ? fresh : buckets.get(position);
  }
}
