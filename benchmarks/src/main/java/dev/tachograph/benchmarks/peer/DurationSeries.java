package dev.tachograph.benchmarks.peer;

import dev.tachograph.benchmarks.measure.Operation;

/** One series of durations, as a library keeps it; an operation records one. */
public interface DurationSeries extends Operation {
  /** The quantiles that are asked of everyone. */
  double[] LEVELS = {0.5, 0.75, 0.9, 0.95, 0.99};

  /**
   * The values at {@link #LEVELS} in nanoseconds, taken in the way in which the library takes them
   * for a scrape; empty if it keeps none.
   */
  default double[] quantiles() {
    return new double[0];
  }
}
