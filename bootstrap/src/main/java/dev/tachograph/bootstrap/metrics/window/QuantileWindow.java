package dev.tachograph.bootstrap.metrics.window;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Exact quantiles of the newest observations, with count and sum of all, for about the price of
 * incrementing a counter. Recording takes no lock, does not wait, and allocates nothing once the
 * ring has grown.
 *
 * <h2>One cell</h2>
 *
 * <p>A window starts with one {@link BaseCell}: a ring of the newest values behind a sequence lock.
 * The word of the lock is also the count and the position in the ring ({@link WindowCell}).
 * Recording is one compare-and-set to enter, a few plain stores, and one release store to leave.
 * The order of the records is the order in which writers entered.
 *
 * <h2>Stripes</h2>
 *
 * <p>A writer that finds the base busy tries a few times more. If that happens too often, or does
 * not help, the window gets a {@link StripeTable}. From then on every thread records in a stripe of
 * its own if it can. Values in the base stay there. A stripe keeps the completion time beside each
 * value. A reader takes the newest values of all stripes by that time, then fills up from the base
 * ({@link WindowReader}). {@link QuantileSelector} finds the quantiles among them.
 *
 * <h2>Why "newest by completion time" is a legal order</h2>
 *
 * <p>A record takes effect somewhere between its call and its return, and overlapping calls may
 * take effect in either order. The window promises only that a record that returned before another
 * began comes first. Of such a pair, the first also completed first, so ordering by completion time
 * keeps the promise among stripes. A record may still land in the base when stripes exist. It was
 * called before they existed, so it may come before everything in them.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li><b>Nothing is lost</b>: every record that returned is in the count and the sum for ever.
 *   <li><b>The window is a suffix</b>: when no writer is active, it holds exactly the newest
 *       observations, as many as the capacity: of each thread, a contiguous run up to its last.
 *   <li><b>Nothing is torn</b>: every value in the window was recorded with exactly that value.
 *   <li><b>A snapshot is of one moment</b>: its count, sum and window belong together, unless
 *       writers overtake the reader all the time. Then the window may have newer values than the
 *       count, but as many as ever.
 *   <li><b>Nobody waits</b>: if a suspended or failed writer blocks a cell, other writers record
 *       elsewhere, and a reader takes the complete values after a bounded number of attempts.
 *   <li><b>An unchanged window is not read again</b>: words only grow, so their sum tells whether
 *       anything was recorded since the last snapshot.
 * </ul>
 *
 * <p>Readers compare times of different threads, so {@link System#nanoTime()} must be the same
 * clock on all processors, as it is on every platform that HotSpot supports.
 *
 * <p>Memory: 232 bytes at first and 4.3 KB with 1000 values below 2^32 (4.29 s in nanoseconds),
 * twice that with larger ones; 0.1 KB more after the first read. Each stripe of a contended window
 * takes up to 12 KB, or 16.
 */
public class QuantileWindow {
  /** The default number of observations that quantiles cover. */
  public static final int DEFAULT_CAPACITY = 1000;

  /** The largest number of observations that quantiles can cover. */
  public static final int MAX_CAPACITY = 1_000_000;

  private static final AtomicReferenceFieldUpdater<QuantileWindow, StripeTable> STRIPES =
      AtomicReferenceFieldUpdater.newUpdater(QuantileWindow.class, StripeTable.class, "stripes");

  /** How often a writer tries the base before it uses a stripe. */
  private static final int BASE_ATTEMPTS = 8;

  /**
   * The window gets stripes after this many misses, and one miss in {@link #RECORDS_PER_MISS}
   * records.
   */
  private static final int MIN_MISSES = 64;

  private static final int RECORDS_PER_MISS = 16;

  final int capacity;
  final BaseCell base;

  /** Null as long as the base suffices. */
  volatile @Nullable StripeTable stripes;

  private volatile @Nullable WindowSnapshot latest;

  /** Racy: an approximate number suffices. */
  private int misses;

  /**
   * @param capacity the number of observations that quantiles cover: 1 to 1000000
   * @throws IllegalArgumentException if the capacity is out of range
   */
  public QuantileWindow(int capacity) {
    checkCapacity(capacity);
    this.capacity = capacity;
    base = new BaseCell(capacity);
  }

  QuantileWindow(int capacity, BaseCell base) {
    this.capacity = capacity;
    this.base = base;
  }

  /** A window over the default number of observations. */
  public QuantileWindow() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * @throws IllegalArgumentException if no window can hold so many observations
   */
  public static void checkCapacity(int capacity) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "A window holds 1 to " + MAX_CAPACITY + " observations, not " + capacity);
    }
  }

  /**
   * Records one observation.
   *
   * @param value in any unit, usually nanoseconds; a negative value counts as 0
   * @param endNanos {@link System#nanoTime()} at completion
   */
  public final void record(long value, long endNanos) {
    long observed = Math.max(value, 0);
    StripeTable table = stripes;
    // One call for both cases: inlined twice, it made this method too long to be inlined itself.
    WindowCell cell = table == null ? base : table.preferred();
    if (cell == null || !cell.tryRecord(observed, endNanos)) {
      recordContended(observed, endNanos);
    }
  }

  /**
   * Count, sum and quantiles as they are now. If nothing was recorded since the last call, this
   * returns the same object, at almost no cost.
   */
  public final WindowSnapshot snapshot() {
    StripeTable table = stripes;
    long version = base.get() + (table == null ? 0 : table.words());
    WindowSnapshot known = latest;
    if (known != null && known.version == version) {
      return known;
    }
    WindowSnapshot fresh = WindowReader.snapshot(this);
    latest = fresh;
    return fresh;
  }

  /**
   * Adds count, sum and values of others to this new window. It takes the values of the first one
   * before those of the others, because they are the newest.
   */
  public final void addAll(List<QuantileWindow> others) {
    WindowReader.copyAll(others, this);
  }

  /** The number of observations that quantiles cover. */
  public final int capacity() {
    return capacity;
  }

  /** The number of recorded observations. Cheap, because it reads no ring. */
  public final long count() {
    StripeTable table = stripes;
    return (base.get() >>> 1) + (table == null ? 0 : table.count());
  }

  private void recordContended(long value, long endNanos) {
    StripeTable table = stripes;
    if (table == null) {
      int missed = ++misses;
      for (int attempt = 0; attempt < BASE_ATTEMPTS; attempt++) {
        if (base.tryRecord(value, endNanos)) {
          if (missed >= MIN_MISSES && (long) missed * RECORDS_PER_MISS >= base.get() >>> 1) {
            inflate();
          }
          return;
        }
      }
      table = inflate();
    }
    table.record(value, endNanos);
  }

  StripeTable newStripes() {
    return new StripeTable(capacity);
  }

  private StripeTable inflate() {
    StripeTable fresh = newStripes();
    if (STRIPES.compareAndSet(this, null, fresh)) {
      return fresh;
    }
    StripeTable present = stripes;
    return present == null ? fresh : present;
  }
}
