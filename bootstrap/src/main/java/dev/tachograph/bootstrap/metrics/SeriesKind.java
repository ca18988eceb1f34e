package dev.tachograph.bootstrap.metrics;

/** The type of a family's series, which decides how the family is exposed. */
public enum SeriesKind {
  /** A number that only grows: {@link Counter}. */
  COUNTER,
  /** Constant information in labels: {@link Info}. */
  INFO,
  /** A number that is set: {@link Gauge}. */
  GAUGE,
  /** A count of things that come and go: {@link UpDownCounter}. */
  UP_DOWN_COUNTER,
  /** Durations, recorded in nanoseconds: {@link Timer}. */
  TIMER,
  /** Sizes, recorded in bytes: {@link SizeHistogram}. */
  SIZE_HISTOGRAM
}
