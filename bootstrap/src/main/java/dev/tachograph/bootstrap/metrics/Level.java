package dev.tachograph.bootstrap.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many things are there at the moment, of those that come and go: the difference of two numbers
 * that only grow, so that nobody who moves one waits for anybody else.
 */
public final class Level extends Series {
  private final LongAdder came = new LongAdder();
  private final LongAdder gone = new LongAdder();

  Level(List<String> labelValues) {
    super(labelValues);
  }

  /** One more is there. */
  public void rise() {
    came.increment();
  }

  /** One that was there is gone. */
  public void fall() {
    gone.increment();
  }

  /** How many are there; what comes or goes during the call may or may not count. */
  public long value() {
    // What is gone first, so that nothing is seen to go that was not seen to come.
    long left = gone.sum();
    return Math.max(0, came.sum() - left);
  }

  /** Takes over what another holds, for one reading. */
  void add(Level part) {
    gone.add(part.gone.sum());
    came.add(part.came.sum());
  }
}
