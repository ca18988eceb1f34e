package dev.tachograph.agent.export;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Adds the same labels to every series. A series that has one of them keeps its own value.
 * Immutable.
 */
public final class LabelledSnapshots {
  private final Map<String, String> labels;

  /**
   * @param labels valid names and their values
   */
  public LabelledSnapshots(Map<String, String> labels) {
    this.labels = new TreeMap<>(labels);
  }

  public MetricSnapshots of(MetricSnapshots snapshots) {
    if (labels.isEmpty()) {
      return snapshots;
    }
    List<MetricSnapshot> labelled = new ArrayList<>(snapshots.size());
    for (MetricSnapshot snapshot : snapshots) {
      labelled.add(of(snapshot));
    }
    return new MetricSnapshots(labelled);
  }

  private MetricSnapshot of(MetricSnapshot snapshot) {
    var metadata = snapshot.getMetadata();
    if (snapshot instanceof CounterSnapshot) {
      return new CounterSnapshot(
          metadata, all(((CounterSnapshot) snapshot).getDataPoints(), this::counter));
    }
    if (snapshot instanceof GaugeSnapshot) {
      return new GaugeSnapshot(
          metadata, all(((GaugeSnapshot) snapshot).getDataPoints(), this::gauge));
    }
    if (snapshot instanceof SummarySnapshot) {
      return new SummarySnapshot(
          metadata, all(((SummarySnapshot) snapshot).getDataPoints(), this::summary));
    }
    if (snapshot instanceof HistogramSnapshot) {
      HistogramSnapshot histogram = (HistogramSnapshot) snapshot;
      return new HistogramSnapshot(
          histogram.isGaugeHistogram(), metadata, all(histogram.getDataPoints(), this::histogram));
    }
    if (snapshot instanceof InfoSnapshot) {
      return new InfoSnapshot(metadata, all(((InfoSnapshot) snapshot).getDataPoints(), this::info));
    }
    if (snapshot instanceof StateSetSnapshot) {
      return new StateSetSnapshot(
          metadata, all(((StateSetSnapshot) snapshot).getDataPoints(), this::states));
    }
    if (snapshot instanceof UnknownSnapshot) {
      return new UnknownSnapshot(
          metadata, all(((UnknownSnapshot) snapshot).getDataPoints(), this::unknown));
    }
    return snapshot;
  }

  private static <T extends DataPointSnapshot> List<T> all(List<T> points, Function<T, T> one) {
    List<T> labelled = new ArrayList<>(points.size());
    for (T point : points) {
      labelled.add(one.apply(point));
    }
    return labelled;
  }

  private Labels labels(DataPointSnapshot point) {
    Labels own = point.getLabels();
    Labels all = own;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!own.contains(label.getKey())) {
        all = all.add(label.getKey(), label.getValue());
      }
    }
    return all;
  }

  private CounterDataPointSnapshot counter(CounterDataPointSnapshot point) {
    return new CounterDataPointSnapshot(
        point.getValue(),
        labels(point),
        point.getExemplar(),
        point.getCreatedTimestampMillis(),
        point.getScrapeTimestampMillis());
  }

  private GaugeDataPointSnapshot gauge(GaugeDataPointSnapshot point) {
    return new GaugeDataPointSnapshot(
        point.getValue(), labels(point), point.getExemplar(), point.getScrapeTimestampMillis());
  }

  private SummaryDataPointSnapshot summary(SummaryDataPointSnapshot point) {
    return new SummaryDataPointSnapshot(
        point.getCount(),
        point.getSum(),
        point.getQuantiles(),
        labels(point),
        point.getExemplars(),
        point.getCreatedTimestampMillis(),
        point.getScrapeTimestampMillis());
  }

  private HistogramDataPointSnapshot histogram(HistogramDataPointSnapshot point) {
    return new HistogramDataPointSnapshot(
        point.getClassicBuckets(),
        point.getNativeSchema(),
        point.getNativeZeroCount(),
        point.getNativeZeroThreshold(),
        point.getNativeBucketsForPositiveValues(),
        point.getNativeBucketsForNegativeValues(),
        point.getSum(),
        labels(point),
        point.getExemplars(),
        point.getCreatedTimestampMillis(),
        point.getScrapeTimestampMillis());
  }

  private InfoDataPointSnapshot info(InfoDataPointSnapshot point) {
    return new InfoDataPointSnapshot(labels(point), point.getScrapeTimestampMillis());
  }

  private StateSetDataPointSnapshot states(StateSetDataPointSnapshot point) {
    String[] names = new String[point.size()];
    boolean[] values = new boolean[point.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = point.getName(i);
      values[i] = point.isTrue(i);
    }
    return new StateSetDataPointSnapshot(
        names, values, labels(point), point.getScrapeTimestampMillis());
  }

  private UnknownDataPointSnapshot unknown(UnknownDataPointSnapshot point) {
    return new UnknownDataPointSnapshot(
        point.getValue(), labels(point), point.getExemplar(), point.getScrapeTimestampMillis());
  }
}
