package dev.tachograph.bootstrap.metrics;

import org.jspecify.annotations.Nullable;

/**
 * One series of a family under labels that are fixed beforehand. The first {@link #get()} makes the
 * series, and later calls do not look it up again. There are two exceptions. While the family's
 * limit folds the series, each call looks it up and counts as folded. If the family is relabelled,
 * each call looks it up, because the series may have become part of another one.
 */
public final class BoundSeries<S extends Series> {
  private final MetricFamily<S> family;
  private final String first;
  private final @Nullable String second;

  /** Racy: two threads that look it up find the same series. */
  private @Nullable S found;

  BoundSeries(MetricFamily<S> family, String first, @Nullable String second) {
    this.family = family;
    this.first = first;
    this.second = second;
  }

  /** The series with these labels, or the series {@value MetricFamily#OTHER} beyond the limit. */
  public S get() {
    S known = found;
    return known == null ? find() : known;
  }

  /**
   * The series, once it is found for good: {@link #get} returns it from then on, and no other
   * labels lead to it. Null before.
   */
  public @Nullable S own() {
    return found;
  }

  private S find() {
    String b = second;
    S series = b == null ? family.series(first) : family.series(first, b);
    boolean isOwn = series.labelValues().get(0).equals(first) && !first.equals(MetricFamily.OTHER);
    if (isOwn && !family.isRelabeled()) {
      found = series;
    }
    return series;
  }
}
