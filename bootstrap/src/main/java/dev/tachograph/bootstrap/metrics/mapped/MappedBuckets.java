package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts of buckets, with the sum of all values, in memory and in the file.
 *
 * <p>The image's count is stored last. If a writer is killed before, the image has one observation
 * more in its buckets than in its count. The image names the bucket: the number of the last bucket
 * is kept for even and odd counts in turn, as is the sum, and so those that belong to the count
 * stay as they are until it has moved.
 */
public abstract class MappedBuckets {
  private static final int READ_ATTEMPTS = 128;
  private static final int ATTEMPTS_PER_YIELD = 16;

  private final SpreadCells cells;
  private final int size;

  /**
   * @param size the number of buckets
   * @param bounds what the record lists behind the counts
   */
  protected MappedBuckets(ValuesFile file, int series, int field, int size, long[] bounds) {
    this.size = size;
    cells = new SpreadCells(new Cell(this, file, series, field, bounds, null, false));
  }

  /** The bucket of a value of at least 0. */
  protected abstract int bucketOf(long value);

  /** Records one value of at least 0. */
  public final void record(long value) {
    cells.record(value);
  }

  /** The number of values recorded. */
  public final long count() {
    long count = 0;
    for (MappedCell cell : cells.all()) {
      count += cell.get() >>> 1;
    }
    return count;
  }

  /**
   * Adds the count of each bucket to those given.
   *
   * @return the sum of all values
   */
  public final long addTo(long[] counts) {
    long sum = 0;
    for (MappedCell cell : cells.all()) {
      sum += ((Cell) cell).addTo(counts);
    }
    return sum;
  }

  /** The word is the number of values, shifted by one bit. */
  @SuppressWarnings("serial")
  private static final class Cell extends MappedCell {
    private final MappedBuckets owner;
    private final long[] bounds;
    private final long[] counts;
    private long sum;

    Cell(
        MappedBuckets owner,
        ValuesFile file,
        int series,
        int field,
        long[] bounds,
        @Nullable MappedCell replaced,
        boolean isFurther) {
      super(file, series, field, replaced);
      this.owner = owner;
      this.bounds = bounds;
      this.counts = new long[owner.size];
      file.place(new BucketImage(isFurther));
    }

    @Override
    protected boolean tryRecord(long value) {
      int bucket = owner.bucketOf(value);
      long word = get();
      if (!enter(word)) {
        return false;
      }
      try {
        long count = (word >>> 1) + 1;
        long bucketCount = counts[bucket] + 1;
        long newSum = sum + value;
        ByteBuffer image = buffer;
        if (image != null) {
          int turn = (int) (count & 1) * Long.BYTES;
          image.putLong(at + Layout.LAST_BUCKETS_AT + turn, bucket);
          image.putLong(at + Layout.SUMS_AT + turn, newSum);
          file.fence();
          image.putLong(at + Layout.BUCKETS_AT + bucket * Long.BYTES, bucketCount);
          file.fence();
          image.putLong(at + Layout.COUNT_AT, count);
        }
        counts[bucket] = bucketCount;
        sum = newSum;
        lazySet(word + 2);
      } catch (Throwable error) {
        lazySet(word);
        throw error;
      }
      return true;
    }

    @Override
    protected MappedCell another(@Nullable MappedCell stuck) {
      return new Cell(owner, file, series, field, bounds, stuck, true);
    }

    /** Adds what belongs together, unless writers overtake the reader all the time. */
    @SuppressWarnings("ThreadPriorityCheck") // Yields only to let a suspended writer run.
    long addTo(long[] totals) {
      long[] copy = new long[counts.length];
      long copiedSum = 0;
      for (int attempt = 1; attempt <= READ_ATTEMPTS; attempt++) {
        long word = get();
        System.arraycopy(counts, 0, copy, 0, copy.length);
        copiedSum = sum;
        if ((word & 1) == 0 && compareAndSet(word, word)) {
          break;
        }
        if (attempt % ATTEMPTS_PER_YIELD == 0) {
          Thread.yield();
        }
      }
      for (int i = 0; i < copy.length; i++) {
        totals[i] += copy[i];
      }
      return copiedSum;
    }

    private final class BucketImage extends Image {
      BucketImage(boolean alone) {
        super(alone);
      }

      @Override
      protected int bytes() {
        return Layout.BUCKETS_AT + (counts.length + bounds.length) * Long.BYTES;
      }

      @Override
      protected void copy(ByteBuffer to, int place, long word) {
        header(to, place, Layout.CELL, Layout.BUCKET_CELL, field, series, counts.length);
        for (int i = 0; i < counts.length; i++) {
          to.putLong(place + Layout.BUCKETS_AT + i * Long.BYTES, counts[i]);
        }
        for (int i = 0; i < bounds.length; i++) {
          to.putLong(place + Layout.BUCKETS_AT + (counts.length + i) * Long.BYTES, bounds[i]);
        }
        to.putLong(place + Layout.SUMS_AT, sum);
        to.putLong(place + Layout.SUMS_AT + Long.BYTES, sum);
        to.putLong(place + Layout.COUNT_AT, word >>> 1);
      }
    }
  }

  /** The classic buckets with these upper bounds, and an infinite one. */
  public static final class Classic extends MappedBuckets {
    private final long[] bounds;

    public Classic(ValuesFile file, int series, long[] bounds) {
      super(file, series, Layout.BUCKETS, bounds.length + 1, bounds);
      this.bounds = Arrays.copyOf(bounds, bounds.length);
    }

    @Override
    protected int bucketOf(long value) {
      int bucket = 0;
      while (bucket < bounds.length && value > bounds[bucket]) {
        bucket++;
      }
      return bucket;
    }
  }
}
