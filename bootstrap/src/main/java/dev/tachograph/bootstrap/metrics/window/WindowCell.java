package dev.tachograph.bootstrap.metrics.window;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One writer's place in a {@link QuantileWindow}: a count, a sum and a ring of the newest values,
 * guarded by a sequence lock. This class extends {@link AtomicLong}, whose value is the word of the
 * lock, so that a cell is one object:
 *
 * <pre>
 *   bit 0       1 while a writer is inside
 *   bits 1..63  the number of complete observations: the count, and the next position in the ring
 * </pre>
 *
 * <p>A writer enters by compare-and-set from even to odd, stores plainly, and leaves by a release
 * store of the next even number. It never waits: if the word is odd, it goes elsewhere. A reader
 * takes no lock at all; {@link CellView} explains how it proves that its read is consistent.
 *
 * <p>The ring starts small and grows with the count. It holds unsigned 32-bit integers until the
 * first value that needs more, and longs from then on. It always has at least {@link #SPARE} slots
 * more than the window reads, so a reader can copy it while writers record that many values.
 *
 * <p>There are two sums, used in turn. A writer computes the next sum from the present one and
 * leaves the present one unchanged. So count, present sum and the ring's values up to the count
 * stay valid at every point of a writer's work.
 *
 * <p>After an error inside (no memory for a larger ring, no stack for a call), the writer therefore
 * only has to restore the old word. If the stack does not suffice even for that, the word stays odd
 * for ever. Writers then go elsewhere as always, and a reader that has found the word odd for long
 * takes the values that belong to the count.
 */
@SuppressWarnings("serial")
class WindowCell extends AtomicLong {
  /**
   * How many values writers may record before they overwrite the oldest value that a reader wants.
   */
  static final int SPARE = 16;

  private static final int INITIAL_RING = 16;
  private static final int GROWTH = 4;
  static final int[] NO_NARROW_RING = {};
  static final long[] NO_WIDE_RING = {};

  private final int mask;

  /** The sum when the count is even. */
  private long evenSum;

  /** The sum when the count is odd. */
  private long oddSum;

  /** Values below 2^32, unsigned; empty after the first larger value. */
  int[] narrow = new int[INITIAL_RING];

  /** All values; empty until the first value of 2^32 or more. */
  long[] wide = NO_WIDE_RING;

  /** Completion times, slot by slot; null in a cell whose order suffices. */
  long @Nullable [] stamps;

  WindowCell(int capacity, boolean stamped) {
    mask = ringSize(capacity) - 1;
    stamps = stamped ? new long[INITIAL_RING] : null;
  }

  /** The number of slots in a full ring. */
  final int ringSize() {
    return mask + 1;
  }

  /** The sum of the values that the word counts. */
  long sum(long word) {
    return (word & 2) == 0 ? evenSum : oddSum;
  }

  /**
   * Records a value, unless another writer is inside or was faster.
   *
   * @param value at least 0
   */
  final boolean tryRecord(long value, long stamp) {
    long word = get();
    if ((word & 1) != 0 || !compareAndSet(word, word + 1)) {
      return false;
    }
    try {
      if ((word & 2) == 0) {
        oddSum = evenSum + value;
      } else {
        evenSum = oddSum + value;
      }
      int slot = (int) (word >>> 1) & mask;
      int[] ring = narrow;
      if (slot < ring.length && value >>> Integer.SIZE == 0) {
        ring[slot] = (int) value;
      } else {
        store(slot, value);
      }
      long[] times = stamps;
      if (times != null) {
        storeStamp(slot, times, stamp);
      }
      leave(word + 2, slot, value, stamp);
    } catch (Throwable error) {
      lazySet(word);
      throw error;
    }
    return true;
  }

  /**
   * Ends a record.
   *
   * @param next the word from now on
   */
  void leave(long next, int slot, long value, long stamp) {
    lazySet(next);
  }

  /**
   * Fills this new cell, which no other thread knows yet, with recorded values.
   *
   * @param newest the newest values, oldest first, from {@code first} to the end
   */
  final void fill(long count, long total, long[] newest, int first) {
    long[] ring = new long[ringSize()];
    long next = count - (newest.length - first);
    for (int i = first; i < newest.length; i++) {
      ring[(int) next++ & mask] = newest[i];
    }
    wide = ring;
    narrow = NO_NARROW_RING;
    evenSum = total;
    oddSum = total;
    set(count << 1);
  }

  private void store(int slot, long value) {
    if (wide.length > 0) {
      if (slot >= wide.length) {
        wide = Arrays.copyOf(wide, grown(wide.length));
      }
      wide[slot] = value;
    } else if (value >>> Integer.SIZE == 0) {
      int[] larger = Arrays.copyOf(narrow, grown(narrow.length));
      larger[slot] = (int) value;
      narrow = larger;
    } else {
      long[] widened = widened(slot < narrow.length ? narrow.length : grown(narrow.length));
      widened[slot] = value;
      wide = widened;
      narrow = NO_NARROW_RING;
    }
  }

  private long[] widened(int length) {
    long[] widened = new long[length];
    for (int i = 0; i < narrow.length; i++) {
      widened[i] = Integer.toUnsignedLong(narrow[i]);
    }
    return widened;
  }

  private void storeStamp(int slot, long[] times, long stamp) {
    if (slot < times.length) {
      times[slot] = stamp;
    } else {
      long[] larger = Arrays.copyOf(times, grown(times.length));
      larger[slot] = stamp;
      stamps = larger;
    }
  }

  private int grown(int length) {
    return Math.min(ringSize(), length * GROWTH);
  }

  private static int ringSize(int capacity) {
    int size = INITIAL_RING * 2;
    while (size < capacity + SPARE) {
      size *= 2;
    }
    return size;
  }
}
