package dev.tachograph.bootstrap.metrics;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A number that is set, or moved up and down. It starts at zero. */
public final class Gauge extends Series {
  /** The value as raw bits: Java 8 has no atomic double. */
  private final AtomicLong bits = new AtomicLong(Double.doubleToRawLongBits(0.0));

  Gauge(List<String> labelValues) {
    super(labelValues);
  }

  /** Replaces the value. */
  public void set(double value) {
    // A lazy store will do, because a full fence would cost as much as recording a duration.
    bits.lazySet(Double.doubleToRawLongBits(value));
  }

  /** Moves the value by {@code delta}, which may be negative. Concurrent moves are not lost. */
  public void add(double delta) {
    long before;
    long after;
    do {
      before = bits.get();
      after = Double.doubleToRawLongBits(Double.longBitsToDouble(before) + delta);
    } while (!bits.compareAndSet(before, after));
  }

  /** The value last set or moved to. */
  public double value() {
    return Double.longBitsToDouble(bits.get());
  }
}
