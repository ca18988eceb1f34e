package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import dev.tachograph.bootstrap.metrics.RegistryReading;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.mapped.FamilyRecord;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import dev.tachograph.bootstrap.metrics.mapped.MappedNumber;
import dev.tachograph.bootstrap.metrics.mapped.SeriesRecord;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts into the file what has no number of its own there, because it is read at a scrape: gauges of
 * pools, the agent's own families, {@code jvm_*}. Thread-safe.
 */
final class Sampler {
  private final RegistryFile file;
  private final Supplier<MetricRegistry> registry;
  private @Nullable MetricRegistry known;
  private final @Nullable MultiCollector jvm;
  private final Map<String, Sampled> families = new HashMap<>();
  private long round;

  Sampler(RegistryFile file, Supplier<MetricRegistry> registry, @Nullable MultiCollector jvm) {
    this.file = file;
    this.registry = registry;
    this.jvm = jvm;
  }

  /** Reads all of them now. */
  synchronized void sample() {
    round++;
    MetricRegistry present = known;
    if (present == null) {
      present = registry.get();
      known = present;
    }
    RegistryReading reading = new RegistryReading();
    for (MetricFamily<?> family : present.families()) {
      if (family.isPulled()) {
        sample(family, reading.series(family));
      }
    }
    if (jvm != null) {
      for (MetricSnapshot snapshot : jvm.collect()) {
        sample(snapshot);
      }
    }
    families.values().forEach(family -> family.withdrawOld(round));
  }

  private void sample(MetricFamily<?> family, List<? extends Series> allSeries) {
    Sampled sampled =
        families.computeIfAbsent(
            family.name(), name -> new Sampled(file.sampled(name, family.help(), family.kind())));
    for (Series series : allSeries) {
      double value =
          series instanceof Counter
              ? ((Counter) series).value()
              : series instanceof Gauge ? ((Gauge) series).value() : 1;
      sampled.put(family.labelNames(), series.labelValues(), value, Double.NaN, round);
    }
  }

  private void sample(MetricSnapshot snapshot) {
    String name = snapshot.getMetadata().getPrometheusName();
    String help = snapshot.getMetadata().getHelp();
    if (snapshot instanceof CounterSnapshot) {
      Sampled family = family(name + "_total", help, Layout.COUNTER_FAMILY);
      ((CounterSnapshot) snapshot)
          .getDataPoints()
          .forEach(point -> put(family, point, point.getValue(), Double.NaN));
    } else if (snapshot instanceof GaugeSnapshot) {
      Sampled family = family(name, help, Layout.GAUGE_FAMILY);
      ((GaugeSnapshot) snapshot)
          .getDataPoints()
          .forEach(point -> put(family, point, point.getValue(), Double.NaN));
    } else if (snapshot instanceof InfoSnapshot) {
      Sampled family = family(name + "_info", help, Layout.INFO_FAMILY);
      ((InfoSnapshot) snapshot).getDataPoints().forEach(point -> put(family, point, 1, Double.NaN));
    } else if (snapshot instanceof SummarySnapshot) {
      Sampled family = family(name, help, Layout.SUMMARY_FAMILY);
      ((SummarySnapshot) snapshot)
          .getDataPoints()
          .forEach(point -> put(family, point, point.getCount(), point.getSum()));
    }
  }

  private Sampled family(String name, @Nullable String help, int kind) {
    return families.computeIfAbsent(
        name, unused -> new Sampled(file.sampled(name, help == null ? "" : help, kind)));
  }

  private void put(Sampled family, DataPointSnapshot point, double value, double sum) {
    Labels labels = point.getLabels();
    List<String> names = new ArrayList<>(labels.size());
    List<String> values = new ArrayList<>(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      names.add(labels.getPrometheusName(i));
      values.add(labels.getValue(i));
    }
    family.put(names, values, value, sum, round);
  }

  /** A family whose values are put into the file now and then. */
  private static final class Sampled {
    private final FamilyRecord record;
    private final Map<List<String>, Values> series = new HashMap<>();

    Sampled(FamilyRecord record) {
      this.record = record;
    }

    void put(List<String> names, List<String> labels, double value, double sum, long round) {
      Values values = series.get(labels);
      if (values == null) {
        values = new Values(record.series(names, labels), record.isTimed(), sum);
        series.put(List.copyOf(labels), values);
      }
      values.put(value, sum, round);
    }

    void withdrawOld(long round) {
      series.values().forEach(values -> values.withdrawIfOld(round));
    }
  }

  private static final class Values {
    private final SeriesRecord record;
    private final MappedNumber value;
    private final @Nullable MappedNumber sum;
    private long round;

    Values(SeriesRecord record, boolean timed, double firstSum) {
      this.record = record;
      value = new MappedNumber(record.file(), record.id(), Layout.VALUE, timed);
      sum =
          Double.isNaN(firstSum)
              ? null
              : new MappedNumber(record.file(), record.id(), Layout.SUM, false);
    }

    void put(double newValue, double newSum, long now) {
      value.set(newValue);
      if (sum != null) {
        sum.set(newSum);
      }
      round = now;
      record.joinFamily();
    }

    void withdrawIfOld(long now) {
      if (round != now) {
        record.leaveFamily();
      }
    }
  }
}
