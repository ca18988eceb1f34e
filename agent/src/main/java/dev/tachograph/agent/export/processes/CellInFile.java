package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** A cell of a series, where it is in a file. Its writer may be recording at this moment. */
final class CellInFile {
  private static final AtomicLong NEXT = new AtomicLong();
  private static final int ATTEMPTS = 64;

  /** Different for every cell that this process has found. */
  final long identity = NEXT.incrementAndGet();

  final ByteBuffer in;
  final int at;
  final int type;
  final int field;

  CellInFile(ByteBuffer in, int at) {
    this.in = in;
    this.at = at;
    this.type = in.get(at + Layout.SUBTYPE_AT);
    this.field = in.getShort(at + Layout.FIELD_AT);
  }

  long number() {
    return in.getLong(at + Layout.RECORD_HEADER);
  }

  double decimal() {
    return Double.longBitsToDouble(number());
  }

  /** When a decimal was set, in milliseconds since 1970; 0 if that is not kept. */
  long time() {
    return in.getLong(at + Layout.RECORD_HEADER + Long.BYTES);
  }

  /** The number of observations of a window or of buckets. */
  long count() {
    return in.getLong(at + Layout.COUNT_AT);
  }

  int buckets() {
    return in.getInt(at + Layout.OBJECT_AT);
  }

  /** The upper bounds of classic buckets, without the infinite one. */
  long[] bounds() {
    long[] bounds = new long[buckets() - 1];
    int first = at + Layout.BUCKETS_AT + buckets() * Long.BYTES;
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = in.getLong(first + i * Long.BYTES);
    }
    return bounds;
  }

  /** Reads count and sum of a window into these two. */
  void readCountAndSum(long[] countAndSum) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long count = count();
      VarHandle.acquireFence();
      long sum = sum(count);
      VarHandle.acquireFence();
      countAndSum[0] = count;
      countAndSum[1] = sum;
      if (count() == count) {
        return;
      }
    }
  }

  /**
   * Reads all buckets into the first elements, and returns the sum.
   *
   * <p>A writer that was killed may have counted an observation in its bucket, and not in the
   * count. That observation is taken back: it never was recorded.
   */
  long readBuckets(long[] counts) {
    int buckets = buckets();
    long sum = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long count = count();
      VarHandle.acquireFence();
      long total = 0;
      for (int i = 0; i < buckets; i++) {
        counts[i] = in.getLong(at + Layout.BUCKETS_AT + i * Long.BYTES);
        total += counts[i];
      }
      sum = sum(count);
      long begun = in.getLong(at + Layout.LAST_BUCKETS_AT + (int) (count + 1 & 1) * Long.BYTES);
      VarHandle.acquireFence();
      if (count() == count) {
        if (total == count + 1 && begun >= 0 && begun < buckets) {
          counts[(int) begun]--;
        }
        return sum;
      }
    }
    return sum;
  }

  private long sum(long count) {
    return in.getLong(at + Layout.SUMS_AT + (int) (count & 1) * Long.BYTES);
  }

  boolean isZero() {
    switch (type) {
      case Layout.WINDOW_CELL:
      case Layout.BUCKET_CELL:
        return count() == 0;
      default:
        return number() == 0;
    }
  }

  /** Grows an array to hold so many elements. */
  static long[] atLeast(long[] array, int length) {
    return array.length >= length ? array : Arrays.copyOf(array, length);
  }
}
