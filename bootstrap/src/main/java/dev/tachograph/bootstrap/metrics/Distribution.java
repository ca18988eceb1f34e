package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.window.QuantileWindow;

/** How a timer family keeps its durations. */
public enum Distribution {
  /** Exact quantiles of the last observations: {@link QuantileWindow}. */
  QUANTILES,
  /** Classic buckets: {@link Histogram}. */
  HISTOGRAM,
  /** Exponential buckets: {@link NativeHistogram}. */
  NATIVE,
  /** Classic buckets and exact quantiles side by side. */
  BOTH
}
