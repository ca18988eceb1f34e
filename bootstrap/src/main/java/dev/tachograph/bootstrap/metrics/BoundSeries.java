package dev.tachograph.bootstrap.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The series of a family under labels that are known beforehand, looked up no more than once. It is
 * made when it is first asked for, and like any other counts as folded each time it is asked for
 * beyond the family's limit.
 */
public final class BoundSeries<S extends Series> {
  private final MetricFamily<S> family;
  private final String first;
  private final @Nullable String second;

  /** Racy: whoever looks finds the same. */
  private @Nullable S found;

  BoundSeries(MetricFamily<S> family, String first, @Nullable String second) {
    this.family = family;
    this.first = first;
    this.second = second;
  }

  /** The series with these labels, or the one that takes what exceeds the limit. */
  public S get() {
    S known = found;
    return known == null ? find() : known;
  }

  private S find() {
    String b = second;
    S series = b == null ? family.series(first) : family.series(first, b);
    if (series.labelValues().get(0).equals(first) && !family.isRelabeled()) {
      found = series;
    }
    return series;
  }
}
