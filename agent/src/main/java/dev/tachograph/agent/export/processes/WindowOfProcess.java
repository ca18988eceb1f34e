package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest observations of one series of one living process. They may be in several cells: one
 * that came first, and others, with the time beside each value, for threads that met there.
 */
final class WindowOfProcess {
  private static final int COPY_ATTEMPTS = 16;

  private final ProcessValues process;
  private final List<CellInFile> cells;

  WindowOfProcess(ProcessValues process, List<CellInFile> cells) {
    this.process = process;
    this.cells = cells;
  }

  /** Differs as soon as anything was recorded. */
  long signature() {
    long signature = 0;
    for (CellInFile cell : cells) {
      signature += cell.identity * 0x9E3779B97F4A7C15L ^ cell.count() * 0xC2B2AE3D27D4EB4FL;
    }
    return signature;
  }

  /** Appends the values, and returns the number of all. */
  int appendTo(Values all) {
    int capacity = 0;
    int start = all.size;
    Values timed = new Values();
    for (CellInFile cell : cells) {
      capacity = Math.max(capacity, cell.in.getInt(cell.at + Layout.CAPACITY_AT));
      if (isStamped(cell)) {
        copy(cell, capacity, timed);
      }
    }
    timed.keepNewest(capacity);
    all.addAll(timed);
    for (CellInFile cell : cells) {
      int room = capacity - (all.size - start);
      if (!isStamped(cell) && room > 0) {
        copy(cell, room, all);
      }
    }
    return all.size;
  }

  private static boolean isStamped(CellInFile cell) {
    return (cell.in.getLong(cell.at + Layout.RING_AT) & Layout.RING_STAMPED) != 0;
  }

  /** Copies the newest values, at most so many. */
  private void copy(CellInFile cell, int most, Values to) {
    int start = to.size;
    for (int attempt = 0; attempt < COPY_ATTEMPTS; attempt++) {
      to.size = start;
      long count = cell.count();
      VarHandle.acquireFence();
      long ring = cell.in.getLong(cell.at + Layout.RING_AT);
      int ringSize = cell.in.getInt(cell.at + Layout.RING_SIZE_AT);
      int n = (int) Math.min(count, most);
      if (!copyRing(ring, ringSize, count, n, to)) {
        to.size = start;
        return;
      }
      VarHandle.acquireFence();
      // A writer that is inside overwrites one more.
      if (cell.count() + 1 - count <= ringSize - n) {
        return;
      }
    }
  }

  private boolean copyRing(long ring, int ringSize, long count, int n, Values to) {
    int slots = 1 << (int) (ring >>> Layout.RING_SLOTS_SHIFT & Layout.RING_SLOTS_MASK);
    boolean wide = (ring & Layout.RING_WIDE) != 0;
    boolean stamped = (ring & Layout.RING_STAMPED) != 0;
    long place = ring & Layout.RING_PLACE;
    int valueBytes = slots * (wide ? Long.BYTES : Integer.BYTES);
    int bytes = valueBytes + (stamped ? slots * Long.BYTES : 0);
    ByteBuffer in = ring == 0 ? null : process.segmentAt(place, bytes);
    if (in == null || Integer.bitCount(ringSize) != 1 || slots > ringSize) {
      return false;
    }
    int at = ProcessValues.offset(place);
    for (long i = count - n; i < count; i++) {
      int slot = (int) i & ringSize - 1;
      if (slot >= slots) {
        return false;
      }
      long value =
          wide
              ? in.getLong(at + slot * Long.BYTES)
              : Integer.toUnsignedLong(in.getInt(at + slot * Integer.BYTES));
      to.add(value, stamped ? in.getLong(at + valueBytes + slot * Long.BYTES) : 0);
    }
    return true;
  }

  /** Values, and the times at which they were observed. */
  static final class Values {
    long[] values = new long[64];
    private long @Nullable [] times;
    int size;

    void add(long value, long time) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size] = value;
      if (time != 0) {
        long[] grown = times == null ? new long[values.length] : times;
        times = grown.length < values.length ? Arrays.copyOf(grown, values.length) : grown;
        times[size] = time;
      }
      size++;
    }

    void addAll(Values others) {
      values = CellInFile.atLeast(values, size + others.size);
      System.arraycopy(others.values, 0, values, size, others.size);
      size += others.size;
    }

    /** Drops the oldest values, so that at most so many are left. */
    void keepNewest(int most) {
      long[] stamps = times;
      if (stamps == null || size <= most) {
        return;
      }
      // The clock may pass from positive to negative, so compare only differences.
      long origin = stamps[0];
      long[] sorted = new long[size];
      for (int i = 0; i < size; i++) {
        sorted[i] = stamps[i] - origin;
      }
      Arrays.sort(sorted);
      long oldest = sorted[size - most];
      int kept = 0;
      for (int i = 0; i < size && kept < most; i++) {
        if (stamps[i] - origin >= oldest) {
          values[kept++] = values[i];
        }
      }
      size = kept;
    }
  }
}
