package dev.tachograph.agent.export;

import dev.tachograph.bootstrap.metrics.window.WindowSnapshot;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.util.ArrayList;
import java.util.List;

/** Parts of the Prometheus model, made of numbers in the registry's units. */
public final class DataPoints {
  private static final double NANOS_PER_SECOND = 1e9;

  private DataPoints() {}

  /** The quantiles of a window. */
  public static Quantiles quantiles(double[] nanos) {
    double[] levels = WindowSnapshot.levels();
    List<Quantile> quantiles = new ArrayList<>(levels.length);
    for (int i = 0; i < levels.length; i++) {
      quantiles.add(new Quantile(levels[i], nanos[i] / NANOS_PER_SECOND));
    }
    return Quantiles.of(quantiles);
  }

  /**
   * A point with classic buckets.
   *
   * @param counts those of the buckets, which has one more than the bounds; kept
   * @param unitsPerExposed the number of recorded units in an exposed one
   */
  public static HistogramDataPointSnapshot classic(
      long[] bounds, long[] counts, long sum, double unitsPerExposed, Labels labels) {
    double[] upperBounds = new double[bounds.length + 1];
    for (int i = 0; i < bounds.length; i++) {
      upperBounds[i] = bounds[i] / unitsPerExposed;
    }
    upperBounds[bounds.length] = Double.POSITIVE_INFINITY;
    return new HistogramDataPointSnapshot(
        ClassicHistogramBuckets.of(upperBounds, counts),
        sum / unitsPerExposed,
        labels,
        Exemplars.EMPTY,
        0L);
  }
}
