package dev.tachograph.bootstrap.metrics.mapped;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A file of one segment in memory, and what another process reads in it, by the rules of
 * docs/multiprocess.md.
 */
public final class FileImage {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The index, and what the tests take of the rest: less to make anew for each of their rounds. */
  private static final int USED = 1 << 14;

  /** Heap buffers are made faster, but Java 22 and later have no atomic access to them. */
  private static final boolean DIRECT = Runtime.version().feature() >= 22;

  private final ByteBuffer buffer =
      (DIRECT ? ByteBuffer.allocateDirect(USED) : ByteBuffer.allocate(USED))
          .order(ByteOrder.LITTLE_ENDIAN);

  public final ValuesFile file =
      new ValuesFile(
          new MappedAccess() {
            @Override
            public void betweenStores() {
              VarHandle.releaseFence();
            }

            @Override
            public boolean compareAndSet(ByteBuffer buffer, int at, long expected, long value) {
              return LONGS.compareAndSet(buffer, at, expected, value);
            }
          },
          1);

  public FileImage() {
    this(true);
  }

  /**
   * @param hasRoom whether the file has room from the beginning
   */
  FileImage(boolean hasRoom) {
    if (hasRoom) {
      grow();
    }
  }

  /** Makes room, which what has waited takes. */
  void grow() {
    file.add(buffer);
  }

  /** The sum of all whole numbers. */
  public long longs() {
    long sum = 0;
    for (int at = next(0); at != 0; at = next(at)) {
      sum += buffer.getLong(at + Layout.RECORD_HEADER);
    }
    return sum;
  }

  /** The one number that is set. */
  public double decimal() {
    return buffer.getDouble(next(0) + Layout.RECORD_HEADER);
  }

  /** Count and sum of all windows or buckets, and the sum of the counts of the buckets. */
  public Numbers numbers(int buckets) {
    Numbers all = new Numbers();
    for (int at = next(0); at != 0; at = next(at)) {
      long before;
      long itsSum;
      long itsBuckets;
      do {
        before = buffer.getLong(at + Layout.COUNT_AT);
        VarHandle.acquireFence();
        itsSum = buffer.getLong(at + Layout.SUMS_AT + (int) (before & 1) * Long.BYTES);
        itsBuckets = 0;
        for (int i = 0; i < buckets; i++) {
          itsBuckets += buffer.getLong(at + Layout.BUCKETS_AT + i * Long.BYTES);
        }
        VarHandle.acquireFence();
      } while (buffer.getLong(at + Layout.COUNT_AT) != before);
      all.count += before;
      all.sum += itsSum;
      // A writer at work has counted in a bucket already what it will count next.
      all.inBuckets += itsBuckets == before + 1 ? before : itsBuckets;
    }
    return all;
  }

  /** What belongs together. */
  public static final class Numbers {
    public long count;
    public long sum;
    public long inBuckets;

    @Override
    public String toString() {
      return count + "/" + sum + "/" + inBuckets;
    }
  }

  /** The place of the next cell, in the order of the index; 0 if there is none. */
  private int next(int after) {
    boolean passed = after == 0;
    int index = Layout.segmentStart(0) + Layout.SEGMENT_HEADER;
    for (int entry = 0; entry < Layout.indexEntries(0); entry++) {
      int at = (int) buffer.getLong(index + entry * Long.BYTES);
      VarHandle.acquireFence();
      if (at != 0 && buffer.get(at + Layout.TYPE_AT) == Layout.CELL) {
        if (passed) {
          return at;
        }
        passed = at == after;
      }
    }
    return 0;
  }
}
