package dev.tachograph.bootstrap.metrics.window;

/**
 * A reader's view of one {@link WindowCell}. Reused from read to read.
 *
 * <p>How a reader knows what it read: it takes the word, then the plain fields, then swaps the word
 * for itself. If the swap succeeds and the word is even, no writer entered in between; and since
 * the next writer's own swap comes after ours, nothing that it stores can have been seen. That
 * holds by the Java memory model alone, on processors that reorder loads too. The swap changes
 * nothing, so it cannot fail a writer.
 *
 * <p>Count, sum and the rings are taken like that in a few nanoseconds. The values are then copied
 * from the rings while writers go on; they fill the spare slots first, and a second swap tells
 * whether they got any further.
 */
final class CellView {
  private static final int ATTEMPTS = 128;
  private static final int ATTEMPTS_PER_YIELD = 16;
  private static final long NEVER = -1;

  /** The word that the rest was read at. */
  long word;

  long count;
  long sum;

  private int[] narrow = WindowCell.NO_NARROW_RING;
  private long[] wide = WindowCell.NO_WIDE_RING;
  private long[] stamps = WindowCell.NO_WIDE_RING;
  private int ringSize;

  /** How many values went into the rings, overwritten ones included: normally all. */
  private long stored;

  /** The odd word that exhausted our patience: no use in having it again for the same word. */
  private long stuckAt = NEVER;

  /**
   * Takes word, count, sum and rings. If a writer stays inside for all of the attempts, it is
   * suspended or has failed, and what belongs to the count is taken all the same.
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
    // Seen without synchronisation, a ring may be an older one than the word suggests.
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
   * Copies the newest n values, and their stamps if given an array for them.
   *
   * @return false if writers have overwritten some of them meanwhile, by newer ones
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
    // A writer that is inside overwrites a slot as well.
    long begun = (now(cell) + 1) >>> 1;
    return begun - stored <= ringSize - n;
  }

  /** Lets go of the cell's arrays: the view outlives the read. */
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

  /** The word now; everything read before was read before it. */
  private static long now(WindowCell cell) {
    for (int attempt = 1; ; attempt++) {
      long now = cell.get();
      if (cell.compareAndSet(now, now) || attempt == ATTEMPTS) {
        return now;
      }
    }
  }
}
