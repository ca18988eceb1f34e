package dev.tachograph.agent.export.adopt.reader;

import dev.tachograph.agent.export.adopt.AdoptedFamily;
import dev.tachograph.agent.export.adopt.AdoptedFamily.Kind;
import dev.tachograph.agent.export.adopt.AdoptedPoint;
import dev.tachograph.agent.export.adopt.AdoptedPoint.AdoptedExemplar;
import dev.tachograph.agent.export.adopt.AdoptedPoint.NativeBuckets;
import dev.tachograph.agent.export.adopt.RegistryReader;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@code PrometheusRegistry} of client_java 1, by methods that 1.0.0 has. */
public final class ClientJavaReader implements RegistryReader {
  private static final String[] FIELDS = {"collectors", "multiCollectors"};

  @Override
  public List<?> collectors(Object registry) {
    // A subclass may have more than it has registered.
    return registry.getClass() == PrometheusRegistry.class
        ? registered(registry)
        : Collections.singletonList(registry);
  }

  /** Scraping the registry as a whole would lose all of it by the first collector that throws. */
  private static List<?> registered(Object registry) {
    try {
      List<Object> collectors = new ArrayList<>();
      for (String name : FIELDS) {
        Field field = PrometheusRegistry.class.getDeclaredField(name);
        field.setAccessible(true);
        collectors.addAll((Collection<?>) field.get(registry));
      }
      return collectors;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Collections.singletonList(registry);
    }
  }

  @Override
  public String name(Object collector) {
    String name =
        collector instanceof Collector ? ((Collector) collector).getPrometheusName() : null;
    return name == null ? collector.getClass().getName() : name;
  }

  @Override
  public List<AdoptedFamily> read(Object collector) {
    List<AdoptedFamily> families = new ArrayList<>();
    if (collector instanceof Collector) {
      add(families, ((Collector) collector).collect());
    } else {
      for (MetricSnapshot snapshot :
          collector instanceof MultiCollector
              ? ((MultiCollector) collector).collect()
              : ((PrometheusRegistry) collector).scrape()) {
        add(families, snapshot);
      }
    }
    return families;
  }

  private static void add(List<AdoptedFamily> families, @Nullable MetricSnapshot snapshot) {
    if (snapshot != null) {
      families.add(family(snapshot));
    }
  }

  private static AdoptedFamily family(MetricSnapshot snapshot) {
    MetricMetadata metadata = snapshot.getMetadata();
    AdoptedFamily family =
        new AdoptedFamily(kind(snapshot), metadata.getName(), metadata.getHelp());
    family.unit = metadata.getUnit() == null ? null : metadata.getUnit().toString();
    try {
      family.expositionName = metadata.getExpositionBaseName();
      family.originalName = metadata.getOriginalName();
    } catch (NoSuchMethodError e) {
      // An earlier version: formats add the suffixes to the name itself.
      family.expositionName = null;
    }
    for (DataPointSnapshot point : snapshot.getDataPoints()) {
      family.points.add(point(point));
    }
    return family;
  }

  private static Kind kind(MetricSnapshot snapshot) {
    if (snapshot instanceof CounterSnapshot) {
      return Kind.COUNTER;
    }
    if (snapshot instanceof GaugeSnapshot) {
      return Kind.GAUGE;
    }
    if (snapshot instanceof HistogramSnapshot) {
      return ((HistogramSnapshot) snapshot).isGaugeHistogram()
          ? Kind.GAUGE_HISTOGRAM
          : Kind.HISTOGRAM;
    }
    if (snapshot instanceof SummarySnapshot) {
      return Kind.SUMMARY;
    }
    if (snapshot instanceof InfoSnapshot) {
      return Kind.INFO;
    }
    return snapshot instanceof StateSetSnapshot ? Kind.STATE_SET : Kind.UNKNOWN;
  }

  private static AdoptedPoint point(DataPointSnapshot point) {
    AdoptedPoint adopted = new AdoptedPoint(labels(point.getLabels()));
    adopted.created = point.hasCreatedTimestamp() ? point.getCreatedTimestampMillis() : 0;
    adopted.timestamp = point.hasScrapeTimestamp() ? point.getScrapeTimestampMillis() : 0;
    if (point instanceof CounterDataPointSnapshot) {
      adopted.value = ((CounterDataPointSnapshot) point).getValue();
      add(adopted, ((CounterDataPointSnapshot) point).getExemplar());
    } else if (point instanceof GaugeDataPointSnapshot) {
      adopted.value = ((GaugeDataPointSnapshot) point).getValue();
      add(adopted, ((GaugeDataPointSnapshot) point).getExemplar());
    } else if (point instanceof UnknownDataPointSnapshot) {
      adopted.value = ((UnknownDataPointSnapshot) point).getValue();
      add(adopted, ((UnknownDataPointSnapshot) point).getExemplar());
    } else if (point instanceof DistributionDataPointSnapshot) {
      distribution((DistributionDataPointSnapshot) point, adopted);
    } else if (point instanceof StateSetDataPointSnapshot) {
      states((StateSetDataPointSnapshot) point, adopted);
    }
    return adopted;
  }

  private static void distribution(DistributionDataPointSnapshot point, AdoptedPoint adopted) {
    adopted.count = point.hasCount() ? point.getCount() : -1;
    adopted.sum = point.getSum();
    Exemplars exemplars = point.getExemplars();
    for (int i = 0; i < exemplars.size(); i++) {
      add(adopted, exemplars.get(i));
    }
    if (point instanceof SummaryDataPointSnapshot) {
      Quantiles quantiles = ((SummaryDataPointSnapshot) point).getQuantiles();
      adopted.quantileLevels = new double[quantiles.size()];
      adopted.quantiles = new double[quantiles.size()];
      for (int i = 0; i < quantiles.size(); i++) {
        adopted.quantileLevels[i] = quantiles.get(i).getQuantile();
        adopted.quantiles[i] = quantiles.get(i).getValue();
      }
    } else {
      buckets((HistogramDataPointSnapshot) point, adopted);
    }
  }

  private static void buckets(HistogramDataPointSnapshot point, AdoptedPoint adopted) {
    if (point.hasClassicHistogramData()) {
      ClassicHistogramBuckets buckets = point.getClassicBuckets();
      adopted.upperBounds = new double[buckets.size()];
      adopted.bucketCounts = new long[buckets.size()];
      for (int i = 0; i < buckets.size(); i++) {
        adopted.upperBounds[i] = buckets.getUpperBound(i);
        adopted.bucketCounts[i] = buckets.getCount(i);
      }
    }
    if (point.hasNativeHistogramData()) {
      NativeBuckets buckets = new NativeBuckets();
      buckets.schema = point.getNativeSchema();
      buckets.zeroCount = point.getNativeZeroCount();
      buckets.zeroThreshold = point.getNativeZeroThreshold();
      buckets.positiveIndexes = indexes(point.getNativeBucketsForPositiveValues());
      buckets.positiveCounts = counts(point.getNativeBucketsForPositiveValues());
      buckets.negativeIndexes = indexes(point.getNativeBucketsForNegativeValues());
      buckets.negativeCounts = counts(point.getNativeBucketsForNegativeValues());
      adopted.nativeBuckets = buckets;
    }
  }

  private static int[] indexes(NativeHistogramBuckets buckets) {
    int[] indexes = new int[buckets.size()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = buckets.getBucketIndex(i);
    }
    return indexes;
  }

  private static long[] counts(NativeHistogramBuckets buckets) {
    long[] counts = new long[buckets.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.getCount(i);
    }
    return counts;
  }

  private static void states(StateSetDataPointSnapshot point, AdoptedPoint adopted) {
    adopted.states = new String[point.size()];
    adopted.active = new boolean[point.size()];
    for (int i = 0; i < point.size(); i++) {
      adopted.states[i] = point.getName(i);
      adopted.active[i] = point.isTrue(i);
    }
  }

  private static void add(AdoptedPoint point, @Nullable Exemplar exemplar) {
    if (exemplar != null) {
      point.exemplars.add(
          new AdoptedExemplar(
              exemplar.getValue(),
              labels(exemplar.getLabels()),
              exemplar.hasTimestamp() ? exemplar.getTimestampMillis() : 0));
    }
  }

  private static String[] labels(Labels labels) {
    String[] pairs = new String[2 * labels.size()];
    for (int i = 0; i < labels.size(); i++) {
      pairs[2 * i] = labels.getName(i);
      pairs[2 * i + 1] = labels.getValue(i);
    }
    return pairs;
  }
}
