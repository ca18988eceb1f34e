package dev.tachograph.bootstrap.metrics;

/** How the durations of a timer are exposed. */
public enum Distribution {
  QUANTILES,
  HISTOGRAM,
  NATIVE,
  BOTH
}
