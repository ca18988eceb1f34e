package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.export.DataPoints;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Turns the sum of a family into the library's snapshots of it. */
final class TotalsSnapshots {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";
  private static final String WINDOW = "_window";

  private final MergedQuantiles quantiles;

  TotalsSnapshots(MergedQuantiles quantiles) {
    this.quantiles = quantiles;
  }

  /** The library's name of a family, without {@code _total} or {@code _info}. */
  static String name(FamilyTotals family) {
    switch (family.kind) {
      case Layout.COUNTER_FAMILY:
        return without(family.name, TOTAL);
      case Layout.INFO_FAMILY:
        return without(family.name, INFO);
      default:
        return family.name;
    }
  }

  private static String without(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  /** Hands over the snapshots: none without series, two for a histogram with quantiles. */
  void make(FamilyTotals family, Consumer<MetricSnapshot> to) {
    if (family.series.isEmpty()) {
      return;
    }
    MetricMetadata metadata = new MetricMetadata(name(family), family.help);
    switch (family.kind) {
      case Layout.COUNTER_FAMILY:
        to.accept(
            new CounterSnapshot(
                metadata,
                points(
                    family,
                    (labels, series) ->
                        new CounterDataPointSnapshot(
                            series.ticks + series.value, labels, null, 0L))));
        break;
      case Layout.INFO_FAMILY:
        to.accept(
            new InfoSnapshot(
                metadata, points(family, (labels, series) -> new InfoDataPointSnapshot(labels))));
        break;
      case Layout.SUMMARY_FAMILY:
        to.accept(
            new SummarySnapshot(
                metadata,
                points(
                    family,
                    (labels, series) ->
                        new SummaryDataPointSnapshot(
                            (long) series.value,
                            series.sum,
                            Quantiles.EMPTY,
                            labels,
                            Exemplars.EMPTY,
                            0L))));
        break;
      case Layout.GAUGE_FAMILY:
      case Layout.UP_DOWN_FAMILY:
        to.accept(
            new GaugeSnapshot(
                metadata,
                points(
                    family,
                    (labels, series) -> new GaugeDataPointSnapshot(series.value, labels, null))));
        break;
      default:
        makeDistribution(family, metadata, to);
    }
  }

  private static <P> List<P> points(
      FamilyTotals family, BiFunction<Labels, SeriesTotals, P> point) {
    List<P> points = new ArrayList<>(family.series.size());
    for (Map.Entry<LabelSet, SeriesTotals> series : family.series.entrySet()) {
      points.add(point.apply(labels(series.getKey()), series.getValue()));
    }
    return points;
  }

  private static Labels labels(LabelSet labels) {
    return Labels.of(labels.names, labels.values);
  }

  private void makeDistribution(
      FamilyTotals family, MetricMetadata metadata, Consumer<MetricSnapshot> to) {
    double unit = family.kind == Layout.TIMER_FAMILY ? NANOS_PER_SECOND : 1;
    List<HistogramDataPointSnapshot> histograms = new ArrayList<>();
    List<SummaryDataPointSnapshot> summaries = new ArrayList<>();
    for (Map.Entry<LabelSet, SeriesTotals> entry : family.series.entrySet()) {
      SeriesTotals series = entry.getValue();
      Labels labels = labels(entry.getKey());
      if (series.hasBuckets) {
        histograms.add(classicPoint(series, unit, labels));
      } else if (series.hasNative()) {
        histograms.add(nativePoint(series, labels));
      }
      if (series.hasWindow) {
        summaries.add(summaryPoint(family, entry.getKey(), series, labels));
      }
    }
    if (!histograms.isEmpty()) {
      to.accept(new HistogramSnapshot(metadata, histograms));
    }
    if (!summaries.isEmpty()) {
      MetricMetadata ofWindow =
          histograms.isEmpty()
              ? metadata
              : new MetricMetadata(
                  family.name + WINDOW, family.help + " Quantiles of the latest observations.");
      to.accept(new SummarySnapshot(ofWindow, summaries));
    }
  }

  private SummaryDataPointSnapshot summaryPoint(
      FamilyTotals family, LabelSet key, SeriesTotals series, Labels labels) {
    double[] nanos = quantiles.of(family.name, key, series.windows);
    return new SummaryDataPointSnapshot(
        series.windowCount,
        series.windowSum / NANOS_PER_SECOND,
        nanos.length == 0 ? Quantiles.EMPTY : DataPoints.quantiles(nanos),
        labels,
        Exemplars.EMPTY,
        0L);
  }

  private static HistogramDataPointSnapshot classicPoint(
      SeriesTotals series, double unit, Labels labels) {
    return DataPoints.classic(series.bounds, series.counts.clone(), series.bucketSum, unit, labels);
  }

  private static HistogramDataPointSnapshot nativePoint(SeriesTotals series, Labels labels) {
    int[] indexes = new int[series.nativeCounts.length];
    long[] counts = new long[series.nativeCounts.length];
    int size = 0;
    for (int i = 1; i < series.nativeCounts.length; i++) {
      if (series.nativeCounts[i] > 0) {
        indexes[size] = Layout.NATIVE_FIRST_INDEX + i - 1;
        counts[size++] = series.nativeCounts[i];
      }
    }
    return new HistogramDataPointSnapshot(
        Layout.NATIVE_SCHEMA,
        series.nativeCounts[0],
        0,
        NativeHistogramBuckets.of(Arrays.copyOf(indexes, size), Arrays.copyOf(counts, size)),
        NativeHistogramBuckets.EMPTY,
        series.nativeSum / NANOS_PER_SECOND,
        labels,
        Exemplars.EMPTY,
        0L);
  }
}
