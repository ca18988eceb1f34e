package dev.tachograph.bootstrap.metrics;

import java.util.concurrent.atomic.AtomicLong;

/** The number of a gauge, as raw bits: Java 8 has no atomic double. */
@SuppressWarnings("serial")
class GaugeCell extends AtomicLong {
  GaugeCell() {
    super(Double.doubleToRawLongBits(0.0));
  }

  void put(double value) {
    // A lazy store will do, because a full fence would cost as much as recording a duration.
    lazySet(Double.doubleToRawLongBits(value));
  }

  void move(double delta) {
    long before;
    long after;
    do {
      before = get();
      after = Double.doubleToRawLongBits(Double.longBitsToDouble(before) + delta);
    } while (!compareAndSet(before, after));
  }

  double value() {
    return Double.longBitsToDouble(get());
  }
}
