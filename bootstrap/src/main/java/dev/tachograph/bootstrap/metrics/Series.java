package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.SeriesRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One measured thing under one set of label values. */
public abstract class Series {
  private final List<String> labelValues;

  /** Its record in the file of this process; null if the family is in memory only. */
  @Nullable SeriesRecord record;

  Series(List<String> labelValues) {
    this.labelValues = labelValues;
  }

  /** The label values, unmodifiable, in the order of the family's label names. */
  public final List<String> labelValues() {
    return labelValues;
  }
}
