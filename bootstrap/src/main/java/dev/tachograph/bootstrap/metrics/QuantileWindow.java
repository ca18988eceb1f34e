package dev.tachograph.bootstrap.metrics;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** Exact quantiles of the newest observations, with count and sum of all. */
public final class QuantileWindow {
  /** Over how many observations quantiles are taken if nothing else is said. */
  public static final int DEFAULT_CAPACITY = 1000;

  /** The most observations quantiles can be taken over. */
  public static final int MAX_CAPACITY = 1_000_000;

  private static final AtomicReferenceFieldUpdater<QuantileWindow, StripeTable> STRIPES =
      AtomicReferenceFieldUpdater.newUpdater(QuantileWindow.class, StripeTable.class, "stripes");

  private static final int BASE_ATTEMPTS = 8;
  private static final int MIN_MISSES = 64;
  private static final int RECORDS_PER_MISS = 16;

  private final int capacity;
  private final BaseCell base;

  private volatile @Nullable StripeTable stripes;

  private volatile @Nullable WindowSnapshot latest;

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

  static void checkCapacity(int capacity) {
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
    if (table == null
        ? !base.tryRecord(observed, endNanos)
        : !table.tryRecord(observed, endNanos)) {
      recordContended(observed, endNanos);
    }
  }

  /** Count, sum and quantiles as they are now. */
  public WindowSnapshot snapshot() {
    StripeTable table = stripes;
    long version = base.get() + (table == null ? 0 : table.words());
    WindowSnapshot known = latest;
    if (known != null && known.version == version) {
      return known;
    }
    WindowSnapshot fresh = WindowReader.snapshot(capacity, base, table);
    latest = fresh;
    return fresh;
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
