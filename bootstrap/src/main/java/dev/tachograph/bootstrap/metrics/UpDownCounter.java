package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts things that come and go. The value is the difference of two numbers that only grow, so
 * that concurrent threads never wait for one another.
 */
public final class UpDownCounter extends Series {
  private final LongAdder ups;
  private final LongAdder downs;

  UpDownCounter(List<String> labelValues, CellSource cells) {
    super(labelValues);
    ups = cells.adder(Layout.VALUE);
    downs = cells.adder(Layout.DOWNS);
  }

  /** Counts one that has come. */
  public void increment() {
    ups.increment();
  }

  /** Counts one that has gone. */
  public void decrement() {
    downs.increment();
  }

  /** The number that is there now. It may or may not include moves made during the call. */
  public long value() {
    // Read the downs first, so that the value never misses the up of a down it includes.
    long gone = downs.sum();
    return Math.max(0, ups.sum() - gone);
  }

  /** Adds the contents of another counter, for one reading. */
  void add(UpDownCounter part) {
    downs.add(part.downs.sum());
    ups.add(part.ups.sum());
  }
}
