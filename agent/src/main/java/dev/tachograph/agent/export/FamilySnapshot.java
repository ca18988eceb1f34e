package dev.tachograph.agent.export;

import dev.tachograph.bootstrap.metrics.BucketCounts;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.Histogram;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.NativeHistogram;
import dev.tachograph.bootstrap.metrics.NativeHistogramSnapshot;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.SizeHistogram;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.UpDownCounter;
import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import dev.tachograph.bootstrap.metrics.window.WindowSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns one family into the library's snapshot of it.
 *
 * <p>Timers count in nanoseconds and are exposed in seconds. Dividing by 1e9 rounds once: 300 000
 * 000 ns are 0.3 s. Multiplying by 1e-9 would give 0.30000000000000004 s.
 */
final class FamilySnapshot {
  private static final double NANOS_PER_SECOND = 1e9;

  private FamilySnapshot() {}

  /**
   * @param series those of the family in this scrape
   * @param name the library's name, without {@code _total} or {@code _info}
   * @return null if the family has no series
   */
  static @Nullable MetricSnapshot of(
      MetricFamily<?> family, List<? extends Series> series, String name) {
    if (series.isEmpty()) {
      return null;
    }
    MetricMetadata metadata = new MetricMetadata(name, family.help());
    switch (family.kind()) {
      case COUNTER:
        return counter(metadata, family, series);
      case INFO:
        return info(metadata, family, series);
      case GAUGE:
      case UP_DOWN_COUNTER:
        return gauge(metadata, family, series);
      case SIZE_HISTOGRAM:
        return sizes(metadata, family, series);
      case TIMER:
        return timer(metadata, family, series);
    }
    throw new IllegalArgumentException("a family of kind " + family.kind());
  }

  /** Null if the family has no histogram, because its quantiles then have the family's own name. */
  static @Nullable MetricSnapshot windowBesideHistogram(
      MetricFamily<?> family, List<? extends Series> allSeries, String name) {
    List<SummaryDataPointSnapshot> points = new ArrayList<>();
    for (Series series : allSeries) {
      Timer timer = (Timer) series;
      QuantileWindow window = timer.window();
      if (window != null && timer.histogram() != null) {
        points.add(summaryPoint(window.snapshot(), labels(family, timer)));
      }
    }
    String help = family.help() + " Quantiles of the latest observations.";
    return points.isEmpty() ? null : new SummarySnapshot(new MetricMetadata(name, help), points);
  }

  private static MetricSnapshot counter(
      MetricMetadata metadata, MetricFamily<?> family, List<? extends Series> allSeries) {
    List<CounterDataPointSnapshot> points = new ArrayList<>(allSeries.size());
    for (Series series : allSeries) {
      double value = ((Counter) series).value();
      points.add(new CounterDataPointSnapshot(value, labels(family, series), null, 0L));
    }
    return new CounterSnapshot(metadata, points);
  }

  private static MetricSnapshot info(
      MetricMetadata metadata, MetricFamily<?> family, List<? extends Series> allSeries) {
    List<InfoDataPointSnapshot> points = new ArrayList<>(allSeries.size());
    for (Series series : allSeries) {
      points.add(new InfoDataPointSnapshot(labels(family, series)));
    }
    return new InfoSnapshot(metadata, points);
  }

  private static MetricSnapshot gauge(
      MetricMetadata metadata, MetricFamily<?> family, List<? extends Series> allSeries) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>(allSeries.size());
    for (Series series : allSeries) {
      double value =
          series instanceof UpDownCounter
              ? ((UpDownCounter) series).value()
              : ((Gauge) series).value();
      points.add(new GaugeDataPointSnapshot(value, labels(family, series), null));
    }
    return new GaugeSnapshot(metadata, points);
  }

  private static MetricSnapshot sizes(
      MetricMetadata metadata, MetricFamily<?> family, List<? extends Series> allSeries) {
    List<HistogramDataPointSnapshot> points = new ArrayList<>(allSeries.size());
    for (Series series : allSeries) {
      points.add(classicPoint(((SizeHistogram) series).histogram(), 1, labels(family, series)));
    }
    return new HistogramSnapshot(metadata, points);
  }

  /** A timer has one histogram of either kind, or a window, or a classic histogram and a window. */
  private static MetricSnapshot timer(
      MetricMetadata metadata, MetricFamily<?> family, List<? extends Series> allSeries) {
    List<HistogramDataPointSnapshot> histograms = new ArrayList<>();
    List<SummaryDataPointSnapshot> summaries = new ArrayList<>();
    for (Series series : allSeries) {
      Timer timer = (Timer) series;
      Labels labels = labels(family, series);
      Histogram histogram = timer.histogram();
      NativeHistogram nativeHistogram = timer.nativeHistogram();
      QuantileWindow window = timer.window();
      if (histogram != null) {
        histograms.add(classicPoint(histogram, NANOS_PER_SECOND, labels));
      } else if (nativeHistogram != null) {
        histograms.add(nativePoint(nativeHistogram, labels));
      } else if (window != null) {
        summaries.add(summaryPoint(window.snapshot(), labels));
      }
    }
    return summaries.isEmpty()
        ? new HistogramSnapshot(metadata, histograms)
        : new SummarySnapshot(metadata, summaries);
  }

  /**
   * Without observations a summary has a count and a sum of 0, and no quantiles. No number would be
   * true, and NaN, which some clients expose, breaks sums over series.
   */
  private static SummaryDataPointSnapshot summaryPoint(WindowSnapshot window, Labels labels) {
    return new SummaryDataPointSnapshot(
        window.count(),
        window.sum() / NANOS_PER_SECOND,
        window.size() == 0 ? Quantiles.EMPTY : DataPoints.quantiles(window.quantiles()),
        labels,
        Exemplars.EMPTY,
        0L);
  }

  private static HistogramDataPointSnapshot classicPoint(
      Histogram histogram, double unitsPerExposed, Labels labels) {
    BucketCounts snapshot = histogram.snapshot();
    return DataPoints.classic(
        snapshot.bounds(), snapshot.bucketCounts(), snapshot.sum(), unitsPerExposed, labels);
  }

  private static HistogramDataPointSnapshot nativePoint(NativeHistogram histogram, Labels labels) {
    NativeHistogramSnapshot snapshot = histogram.snapshot();
    return new HistogramDataPointSnapshot(
        snapshot.schema(),
        snapshot.zeroCount(),
        0,
        NativeHistogramBuckets.of(snapshot.bucketIndexes(), snapshot.bucketCounts()),
        NativeHistogramBuckets.EMPTY,
        snapshot.sum() / NANOS_PER_SECOND,
        labels,
        Exemplars.EMPTY,
        0L);
  }

  private static Labels labels(MetricFamily<?> family, Series series) {
    List<String> names = family.labelNames();
    List<String> values = series.labelValues();
    return Labels.of(names, values.size() < names.size() ? padded(values, names.size()) : values);
  }

  /** The values of a series that is older than the family's last labels. */
  private static List<String> padded(List<String> values, int size) {
    List<String> padded = new ArrayList<>(values);
    while (padded.size() < size) {
      padded.add("");
    }
    return padded;
  }
}
