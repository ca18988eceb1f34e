package dev.tachograph.bootstrap.metrics;

/** What the series of a family can do; it decides how the family is exposed. */
public enum SeriesKind {
  /** A number that only grows: {@link Counter}. */
  COUNTER,
  /** Labels alone: {@link Info}. */
  INFO,
  /** A number that is set: {@link Gauge}. */
  GAUGE,
  /** A number of things that come and go: {@link UpDownCounter}. */
  UP_DOWN_COUNTER,
  /** Durations, recorded in nanoseconds: {@link Timer}. */
  TIMER,
  /** Sizes, recorded in bytes: {@link SizeHistogram}. */
  SIZE_HISTOGRAM
}
