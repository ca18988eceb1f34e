package dev.tachograph.bootstrap.metrics;

import java.util.List;

/** One measured thing under one set of label values. */
public abstract class Series {
  private final List<String> labelValues;

  Series(List<String> labelValues) {
    this.labelValues = labelValues;
  }

  /** The label values, unmodifiable, in the order of the family's label names. */
  public final List<String> labelValues() {
    return labelValues;
  }
}
