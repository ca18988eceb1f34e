package dev.tachograph.bootstrap.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many things are there at the moment, of those that come and go: the difference of two numbers
 * that only grow, so that nobody who moves one waits for anybody else.
 */
public final class UpDownCounter extends Series {
  private final LongAdder ups = new LongAdder();
  private final LongAdder downs = new LongAdder();

  UpDownCounter(List<String> labelValues) {
    super(labelValues);
  }

  /** One more is there. */
  public void increment() {
    ups.increment();
  }

  /** One that was there is gone. */
  public void decrement() {
    downs.increment();
  }

  /** How many are there; what comes or goes during the call may or may not count. */
  public long value() {
    // What is gone first, so that nothing is seen to go that was not seen to come.
    long gone = downs.sum();
    return Math.max(0, ups.sum() - gone);
  }

  /** Takes over what another holds, for one reading. */
  void add(UpDownCounter part) {
    downs.add(part.downs.sum());
    ups.add(part.ups.sum());
  }
}
