package dev.tachograph.bootstrap.metrics.window;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Exact quantiles of the newest observations, with count and sum of all, for about the price of
 * incrementing a counter: no lock, no waiting, no allocation once the ring has grown.
 *
 * <h2>One cell</h2>
 *
 * <p>A window starts with one {@link BaseCell}: a ring of the newest values behind a sequence lock,
 * whose word is also the count and the position in the ring ({@link WindowCell}). Recording is one
 * compare-and-set to enter, a few plain stores, and one release store to leave. The order of the
 * records is the order in which writers entered.
 *
 * <h2>Stripes</h2>
 *
 * <p>A writer that finds the base busy tries a few times more. If that happens too often, or does
 * not help, the window is given a {@link StripeTable}, and from then on every thread records in a
 * stripe of its own as far as possible. Nobody moves what is in the base: it is left behind. In a
 * stripe, each value has the time of its completion beside it, and a reader takes the newest of all
 * stripes by that time, then fills up from the base.
 *
 * <h2>Why "newest by completion time" is a legal order</h2>
 *
 * <p>A record takes effect somewhere between its call and its return, and calls that overlap may
 * take effect in either order; what is promised is that a record that returned before another began
 * comes first. Of such a pair, the first also completed first, so ordering by completion time keeps
 * the promise among stripes. A record that still lands in the base when there are stripes already
 * was called before there were any, so it may come before all that is in them.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li><b>Nothing is lost</b>: every record that returned is in the count and the sum for ever.
 *   <li><b>The window is a suffix</b>: when no writer is active, it holds exactly the newest
 *       observations, as many as the capacity: of each thread, a contiguous run up to its last.
 *   <li><b>Nothing is torn</b>: a value in the window was recorded exactly like that.
 *   <li><b>A snapshot is of one moment</b>: its count, sum and window belong together, unless
 *       writers overtake the reader all the time: then the window may have newer values than the
 *       count has, but as many as ever.
 *   <li><b>Nobody waits</b>: whatever state a suspended or failed writer left a cell in, other
 *       writers record elsewhere, and a reader takes what is there after a bounded number of looks.
 *   <li><b>An unchanged window is not read again</b>: words only grow, so their sum tells whether
 *       anything was recorded since the last snapshot.
 * </ul>
 *
 * <p>Times are compared between threads, so {@link System#nanoTime()} must be the same clock on all
 * processors, as it is on every platform that HotSpot supports.
 *
 * <p>Memory: 232 bytes to start with and 4.3 KB with 1000 values below 2^32 (4.29 s in
 * nanoseconds), twice that with larger ones; 0.1 KB more once it has been read. Each stripe of a
 * contended window takes up to 12 KB, or 16.
 */
public final class QuantileWindow {
  /** Over how many observations quantiles are taken if nothing else is said. */
  public static final int DEFAULT_CAPACITY = 1000;

  /** The most observations quantiles can be taken over. */
  public static final int MAX_CAPACITY = 1_000_000;

  private static final AtomicReferenceFieldUpdater<QuantileWindow, StripeTable> STRIPES =
      AtomicReferenceFieldUpdater.newUpdater(QuantileWindow.class, StripeTable.class, "stripes");

  /** How often a writer tries the base before it goes for a stripe. */
  private static final int BASE_ATTEMPTS = 8;

  /** With stripes from here on: so many misses, and one among so many records. */
  private static final int MIN_MISSES = 64;

  private static final int RECORDS_PER_MISS = 16;

  final int capacity;
  final BaseCell base;

  /** Null as long as the base suffices. */
  volatile @Nullable StripeTable stripes;

  private volatile @Nullable WindowSnapshot latest;

  /** Racy: it only has to get to about the right number. */
  private int misses;

  /**
   * @param capacity over how many observations quantiles are taken: 1 to 1000000
   * @throws IllegalArgumentException if the capacity is out of range
   */
  public QuantileWindow(int capacity) {
    checkCapacity(capacity);
    this.capacity = capacity;
    base = new BaseCell(capacity);
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
  public void record(long value, long endNanos) {
    long observed = Math.max(value, 0);
    StripeTable table = stripes;
    // One call for both: inlined twice, it made a method too long to be inlined in turn.
    WindowCell cell = table == null ? base : table.preferred();
    if (cell == null || !cell.tryRecord(observed, endNanos)) {
      recordContended(observed, endNanos);
    }
  }

  /**
   * Count, sum and quantiles as they are now. If nothing was recorded since the last call, it is
   * the same object, at next to no cost.
   */
  public WindowSnapshot snapshot() {
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
   * Takes over, into this new window, count, sum and values of others: the values of the first one
   * as far as it has any, for they are the newest, then those of the others.
   */
  public void addAll(List<QuantileWindow> others) {
    WindowReader.copyAll(others, this);
  }

  /** Over how many observations quantiles are taken. */
  public int capacity() {
    return capacity;
  }

  /** How many observations have been recorded. Cheap; it reads no ring. */
  public long count() {
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

  private StripeTable inflate() {
    StripeTable fresh = new StripeTable(capacity);
    if (STRIPES.compareAndSet(this, null, fresh)) {
      return fresh;
    }
    StripeTable present = stripes;
    return present == null ? fresh : present;
  }
}
