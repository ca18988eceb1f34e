package dev.tachograph.agent.export.adopt;

import dev.tachograph.agent.export.adopt.AdoptedPoint.AdoptedExemplar;
import dev.tachograph.agent.export.adopt.AdoptedPoint.NativeBuckets;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
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
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Turns a family of the application's into the snapshot of the agent's own library. */
final class AdoptedSnapshot {
  private AdoptedSnapshot() {}

  static MetricSnapshot of(AdoptedFamily family) {
    MetricMetadata metadata = metadata(family);
    switch (family.kind) {
      case COUNTER:
        return new CounterSnapshot(metadata, points(family, AdoptedSnapshot::counter));
      case GAUGE:
        return new GaugeSnapshot(metadata, points(family, AdoptedSnapshot::gauge));
      case SUMMARY:
        return new SummarySnapshot(metadata, points(family, AdoptedSnapshot::summary));
      case HISTOGRAM:
        return new HistogramSnapshot(metadata, points(family, AdoptedSnapshot::histogram));
      case GAUGE_HISTOGRAM:
        return new HistogramSnapshot(true, metadata, points(family, AdoptedSnapshot::histogram));
      case INFO:
        return new InfoSnapshot(
            metadata, points(family, point -> new InfoDataPointSnapshot(labels(point.labels))));
      case STATE_SET:
        return new StateSetSnapshot(metadata, points(family, AdoptedSnapshot::states));
      case UNKNOWN:
        return new UnknownSnapshot(metadata, points(family, AdoptedSnapshot::unknown));
    }
    throw new IllegalArgumentException("a family of kind " + family.kind);
  }

  private static MetricMetadata metadata(AdoptedFamily family) {
    String exposition = family.expositionName;
    String original = family.originalName;
    return MetricMetadata.builder()
        .name(family.name)
        .expositionBaseName(exposition == null ? family.name : exposition)
        .originalName(original == null ? family.name : original)
        .help(family.help)
        .unit(family.unit == null ? null : new Unit(family.unit))
        .build();
  }

  private static <T> List<T> points(AdoptedFamily family, Function<AdoptedPoint, T> snapshot) {
    List<T> points = new ArrayList<>(family.points.size());
    for (AdoptedPoint point : family.points) {
      points.add(snapshot.apply(point));
    }
    return points;
  }

  private static CounterDataPointSnapshot counter(AdoptedPoint point) {
    CounterDataPointSnapshot.Builder builder =
        CounterDataPointSnapshot.builder()
            .value(point.value)
            .labels(labels(point.labels))
            .createdTimestampMillis(point.created)
            .scrapeTimestampMillis(point.timestamp);
    if (!point.exemplars.isEmpty()) {
      builder.exemplar(exemplar(point.exemplars.get(0)));
    }
    return builder.build();
  }

  private static GaugeDataPointSnapshot gauge(AdoptedPoint point) {
    GaugeDataPointSnapshot.Builder builder =
        GaugeDataPointSnapshot.builder()
            .value(point.value)
            .labels(labels(point.labels))
            .scrapeTimestampMillis(point.timestamp);
    if (!point.exemplars.isEmpty()) {
      builder.exemplar(exemplar(point.exemplars.get(0)));
    }
    return builder.build();
  }

  private static UnknownDataPointSnapshot unknown(AdoptedPoint point) {
    UnknownDataPointSnapshot.Builder builder =
        UnknownDataPointSnapshot.builder()
            .value(point.value)
            .labels(labels(point.labels))
            .scrapeTimestampMillis(point.timestamp);
    if (!point.exemplars.isEmpty()) {
      builder.exemplar(exemplar(point.exemplars.get(0)));
    }
    return builder.build();
  }

  private static SummaryDataPointSnapshot summary(AdoptedPoint point) {
    SummaryDataPointSnapshot.Builder builder =
        SummaryDataPointSnapshot.builder()
            .sum(point.sum)
            .quantiles(quantiles(point))
            .labels(labels(point.labels))
            .exemplars(exemplars(point))
            .createdTimestampMillis(point.created)
            .scrapeTimestampMillis(point.timestamp);
    if (point.count >= 0) {
      builder.count(point.count);
    }
    return builder.build();
  }

  private static Quantiles quantiles(AdoptedPoint point) {
    double[] levels = point.quantileLevels;
    double[] values = point.quantiles;
    if (levels == null || values == null || levels.length == 0) {
      return Quantiles.EMPTY;
    }
    List<Quantile> quantiles = new ArrayList<>(levels.length);
    for (int i = 0; i < levels.length; i++) {
      quantiles.add(new Quantile(levels[i], values[i]));
    }
    return Quantiles.of(quantiles);
  }

  private static HistogramDataPointSnapshot histogram(AdoptedPoint point) {
    HistogramDataPointSnapshot.Builder builder =
        HistogramDataPointSnapshot.builder()
            .sum(point.sum)
            .labels(labels(point.labels))
            .exemplars(exemplars(point))
            .createdTimestampMillis(point.created)
            .scrapeTimestampMillis(point.timestamp);
    double[] bounds = point.upperBounds;
    long[] counts = point.bucketCounts;
    if (bounds != null && counts != null) {
      builder.classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts));
    }
    NativeBuckets buckets = point.nativeBuckets;
    if (buckets != null) {
      builder
          .nativeSchema(buckets.schema)
          .nativeZeroCount(buckets.zeroCount)
          .nativeZeroThreshold(buckets.zeroThreshold)
          .nativeBucketsForPositiveValues(
              NativeHistogramBuckets.of(buckets.positiveIndexes, buckets.positiveCounts))
          .nativeBucketsForNegativeValues(
              NativeHistogramBuckets.of(buckets.negativeIndexes, buckets.negativeCounts));
    }
    return builder.build();
  }

  private static StateSetDataPointSnapshot states(AdoptedPoint point) {
    StateSetDataPointSnapshot.Builder builder =
        StateSetDataPointSnapshot.builder()
            .labels(labels(point.labels))
            .scrapeTimestampMillis(point.timestamp);
    String[] states = point.states;
    boolean[] active = point.active;
    if (states != null && active != null) {
      for (int i = 0; i < states.length; i++) {
        builder.state(states[i], active[i]);
      }
    }
    return builder.build();
  }

  private static Exemplars exemplars(AdoptedPoint point) {
    if (point.exemplars.isEmpty()) {
      return Exemplars.EMPTY;
    }
    List<Exemplar> exemplars = new ArrayList<>(point.exemplars.size());
    for (AdoptedExemplar exemplar : point.exemplars) {
      exemplars.add(exemplar(exemplar));
    }
    return Exemplars.of(exemplars);
  }

  private static Exemplar exemplar(AdoptedExemplar exemplar) {
    return new Exemplar(exemplar.value, labels(exemplar.labels), exemplar.timestamp);
  }

  private static Labels labels(String[] pairs) {
    return pairs.length == 0 ? Labels.EMPTY : Labels.of(pairs);
  }
}
