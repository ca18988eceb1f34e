package dev.tachograph.bootstrap.metrics;

import java.util.List;

/** Sizes in bytes, kept in classic buckets. */
public final class SizeHistogram extends Series {
  private final Histogram histogram;

  SizeHistogram(List<String> labelValues, CellSource cells, long[] boundsBytes) {
    super(labelValues);
    histogram = cells.histogram(boundsBytes);
  }

  /** Records one size; a negative one counts as 0. */
  public void record(long bytes) {
    histogram.record(bytes);
  }

  /** The buckets, with bounds in bytes. */
  public Histogram histogram() {
    return histogram;
  }
}
