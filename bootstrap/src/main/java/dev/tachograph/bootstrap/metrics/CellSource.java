package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import java.util.concurrent.atomic.LongAdder;

/**
 * Makes the numbers of one series. This class keeps them in memory only; {@link MappedCells} keeps
 * them in a file as well.
 */
class CellSource {
  static final CellSource MEMORY = new CellSource();

  /** Whether other processes read the numbers. */
  boolean isInFile() {
    return false;
  }

  /**
   * @param field which number of the series, in the numbering of {@link
   *     dev.tachograph.bootstrap.metrics.mapped.Layout}
   */
  LongAdder adder(int field) {
    return new LongAdder();
  }

  GaugeCell gauge() {
    return new GaugeCell();
  }

  QuantileWindow window(int capacity) {
    return new QuantileWindow(capacity);
  }

  Histogram histogram(long[] bounds) {
    return new Histogram(bounds);
  }

  NativeHistogram nativeHistogram() {
    return new NativeHistogram();
  }
}
