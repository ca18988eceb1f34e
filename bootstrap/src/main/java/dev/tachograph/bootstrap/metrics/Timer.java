package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Durations of one kind of work, kept as the family's {@link Distribution} says. */
public class Timer extends Series {
  private final @Nullable QuantileWindow window;
  private final @Nullable Histogram histogram;
  private final @Nullable NativeHistogram nativeHistogram;
  private final boolean hasBuckets;

  Timer(
      List<String> labelValues,
      CellSource cells,
      Distribution distribution,
      int windowSize,
      long[] boundsNanos) {
    super(labelValues);
    boolean both = distribution == Distribution.BOTH;
    window = both || distribution == Distribution.QUANTILES ? cells.window(windowSize) : null;
    histogram =
        both || distribution == Distribution.HISTOGRAM ? cells.histogram(boundsNanos) : null;
    hasBuckets = distribution != Distribution.QUANTILES;
    nativeHistogram = distribution == Distribution.NATIVE ? cells.nativeHistogram() : null;
  }

  /**
   * Records that a piece of work took {@code durationNanos} and ended at {@code endNanos}.
   *
   * @param durationNanos nanoseconds; a negative duration counts as 0
   * @param endNanos {@link System#nanoTime()} at completion
   */
  public final void record(long durationNanos, long endNanos) {
    if (hasBuckets) {
      recordInBuckets(durationNanos);
    }
    QuantileWindow quantiles = window;
    if (quantiles != null) {
      quantiles.record(durationNanos, endNanos);
    }
  }

  private void recordInBuckets(long durationNanos) {
    Histogram classic = histogram;
    if (classic != null) {
      classic.record(durationNanos);
    }
    NativeHistogram exponential = nativeHistogram;
    if (exponential != null) {
      exponential.record(durationNanos);
    }
  }

  /** The number of recorded pieces of work. */
  public final long count() {
    QuantileWindow quantiles = window;
    Histogram classic = histogram;
    NativeHistogram exponential = nativeHistogram;
    if (quantiles != null) {
      return quantiles.count();
    }
    if (classic != null) {
      return classic.count();
    }
    return exponential == null ? 0 : exponential.count();
  }

  /** Adds the contents of others to this new timer, which no other thread knows yet. */
  final void addAll(List<? extends Timer> others) {
    List<QuantileWindow> windows = new ArrayList<>();
    for (Timer other : others) {
      if (histogram != null && other.histogram != null) {
        histogram.add(other.histogram);
      }
      if (nativeHistogram != null && other.nativeHistogram != null) {
        nativeHistogram.add(other.nativeHistogram);
      }
      if (other.window != null && other.window.count() > 0) {
        windows.add(other.window);
      }
    }
    if (window != null && !windows.isEmpty()) {
      window.addAll(windows);
    }
  }

  /** The window of the exact quantiles, in nanoseconds; null if the distribution has none. */
  public final @Nullable QuantileWindow window() {
    return window;
  }

  /** The classic buckets, with bounds in nanoseconds; null if the distribution has none. */
  public final @Nullable Histogram histogram() {
    return histogram;
  }

  /** The exponential buckets; null if the distribution has none. */
  public final @Nullable NativeHistogram nativeHistogram() {
    return nativeHistogram;
  }
}
