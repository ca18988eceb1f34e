package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A number that only grows.
 *
 * <p>{@link LongAdder} spreads contended increments over cells by compare-and-set alone: it has no
 * lock and never parks, so it is safe on a virtual thread.
 */
public final class Counter extends Series {
  private final LongAdder adder;

  Counter(List<String> labelValues) {
    this(labelValues, CellSource.MEMORY);
  }

  Counter(List<String> labelValues, CellSource cells) {
    super(labelValues);
    adder = cells.adder(Layout.VALUE);
  }

  /** Adds one. */
  public void increment() {
    adder.increment();
  }

  /**
   * Adds {@code n}.
   *
   * @throws IllegalArgumentException if {@code n} is negative: a counter never goes down
   */
  public void add(long n) {
    if (n < 0) {
      throw new IllegalArgumentException("A counter never goes down, but was to move by " + n);
    }
    adder.add(n);
  }

  /** The total so far. It may or may not include increments made during the call. */
  public long value() {
    return adder.sum();
  }
}
