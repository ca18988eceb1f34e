package dev.tachograph.bootstrap.metrics;

import java.util.List;

/** A number that is set, or moved up and down. It starts at zero. */
public final class Gauge extends Series {
  private final GaugeCell cell;

  Gauge(List<String> labelValues) {
    this(labelValues, CellSource.MEMORY);
  }

  Gauge(List<String> labelValues, CellSource cells) {
    super(labelValues);
    cell = cells.gauge();
  }

  /** Replaces the value. */
  public void set(double value) {
    cell.put(value);
  }

  /** Moves the value by {@code delta}, which may be negative. Concurrent moves are not lost. */
  public void add(double delta) {
    cell.move(delta);
  }

  /** The value last set or moved to. */
  public double value() {
    return cell.value();
  }
}
