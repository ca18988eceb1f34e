package dev.tachograph.bootstrap.metrics.window;

/**
 * A reader's view of one {@link WindowCell}. Reused from read to read.
 *
 * <p>A reader proves that its read is consistent: it reads the word, then the plain fields, then
 * swaps the word for itself. If the swap succeeds and the word is even, no writer entered in
 * between. The next writer's own swap comes after the reader's, so the reader cannot have seen
 * anything that this writer stores. The Java memory model alone guarantees this, also on processors
 * that reorder loads. The swap changes nothing, so it cannot fail a writer.
 *
 * <p>Reading count, sum and the references to the rings like this takes a few nanoseconds. The
 * reader then copies the values from the rings while writers go on. Writers fill the spare slots
 * first, and a second swap tells whether they got any further.
 */
final class CellView {
  private static final int ATTEMPTS = 128;
  private static final int ATTEMPTS_PER_YIELD = 16;
  private static final long NEVER = -1;

  /** The word at which all other fields were read. */
  long word;

  long count;
  long sum;

  private int[] narrow = WindowCell.NO_NARROW_RING;
  private long[] wide = WindowCell.NO_WIDE_RING;
  private long[] stamps = WindowCell.NO_WIDE_RING;
  private int ringSize;

  /** How many values went into the rings, including overwritten ones: normally all. */
  private long stored;

  /** An odd word that outlasted all attempts; the reader does not wait for the same word again. */
  private long stuckAt = NEVER;

  /**
   * Reads word, count, sum and rings. If a writer stays inside for all attempts, it is suspended or
   * has failed, and the view takes the values that belong to the count.
   */
  @SuppressWarnings("ThreadPriorityCheck") // Yields only to let a suspended writer run.
  void read(WindowCell cell) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long before = cell.get();
      if ((before & 1) == 0) {
        take(cell, before);
        if (cell.compareAndSet(before, before)) {
          return;
        }
      } else if (before == stuckAt) {
        break;
      }
      if (attempt % ATTEMPTS_PER_YIELD == 0) {
        Thread.yield();
      }
    }
    take(cell, cell.get());
    stuckAt = word;
    // An unsynchronized read may return an older ring than the word suggests.
    int slots = Math.max(narrow.length, wide.length);
    if (cell.stamps != null) {
      slots = Math.min(slots, stamps.length);
    }
    if (slots < ringSize) {
      stored = Math.min(stored, slots);
    }
  }

  /** How many of the newest values {@link #copy} can give, up to a limit. */
  int available(int limit) {
    return (int) Math.min(stored, limit);
  }

  /**
   * Copies the newest n values, and their stamps if the cell has any.
   *
   * @return false if writers have meanwhile overwritten some of them with newer ones
   */
  boolean copy(WindowCell cell, int n, long[] values, long[] times, int offset) {
    int first = (int) (stored - n) & (ringSize - 1);
    int untilEnd = Math.min(n, ringSize - first);
    copyRun(first, untilEnd, values, offset);
    copyRun(0, n - untilEnd, values, offset + untilEnd);
    if (stamps.length > 0) {
      System.arraycopy(stamps, first, times, offset, untilEnd);
      System.arraycopy(stamps, 0, times, offset + untilEnd, n - untilEnd);
    }
    // A writer that is still inside overwrites one more slot.
    long begun = (now(cell) + 1) >>> 1;
    return begun - stored <= ringSize - n;
  }

  /** Releases the cell's arrays, because the view outlives the read. */
  void clear() {
    narrow = WindowCell.NO_NARROW_RING;
    wide = WindowCell.NO_WIDE_RING;
    stamps = WindowCell.NO_WIDE_RING;
    stuckAt = NEVER;
  }

  private void take(WindowCell cell, long at) {
    word = at;
    count = at >>> 1;
    stored = count;
    sum = cell.sum(at);
    narrow = cell.narrow;
    wide = cell.wide;
    long[] times = cell.stamps;
    stamps = times == null ? WindowCell.NO_WIDE_RING : times;
    ringSize = cell.ringSize();
  }

  private void copyRun(int first, int length, long[] values, int offset) {
    long[] wideRing = wide;
    if (wideRing.length > 0) {
      System.arraycopy(wideRing, first, values, offset, length);
      return;
    }
    int[] ring = narrow;
    for (int i = 0; i < length; i++) {
      values[offset + i] = ring[first + i] & 0xFFFF_FFFFL;
    }
  }

  /** The word now. Every earlier read happened before it. */
  private static long now(WindowCell cell) {
    for (int attempt = 1; ; attempt++) {
      long now = cell.get();
      if (cell.compareAndSet(now, now) || attempt == ATTEMPTS) {
        return now;
      }
    }
  }
}
