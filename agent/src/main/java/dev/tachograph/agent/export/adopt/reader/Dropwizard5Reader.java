package dev.tachograph.agent.export.adopt.reader;

import static dev.tachograph.agent.export.adopt.reader.DropwizardMetric.SECONDS_PER_NANO;

import dev.tachograph.agent.export.adopt.AdoptedFamily;
import dev.tachograph.agent.export.adopt.AdoptedFamily.Kind;
import dev.tachograph.agent.export.adopt.RegistryReader;
import io.dropwizard.metrics5.Counter;
import io.dropwizard.metrics5.Gauge;
import io.dropwizard.metrics5.Histogram;
import io.dropwizard.metrics5.Meter;
import io.dropwizard.metrics5.Metric;
import io.dropwizard.metrics5.MetricName;
import io.dropwizard.metrics5.MetricRegistry;
import io.dropwizard.metrics5.Snapshot;
import io.dropwizard.metrics5.Timer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a {@code MetricRegistry} of Dropwizard's from 5 on, whose names have tags. */
public final class Dropwizard5Reader implements RegistryReader {
  public Dropwizard5Reader() {}

  @Override
  public List<?> collectors(Object registry) {
    List<DropwizardMetric> all = new ArrayList<>();
    Map<MetricName, Metric> metrics = new TreeMap<>(((MetricRegistry) registry).getMetrics());
    metrics.forEach(
        (name, metric) -> all.add(new DropwizardMetric(name.getKey(), name.getTags(), metric)));
    return all;
  }

  @Override
  public String name(Object collector) {
    return ((DropwizardMetric) collector).name();
  }

  @Override
  public Object code(Object collector) {
    return ((DropwizardMetric) collector).metric;
  }

  @Override
  public List<AdoptedFamily> read(Object collector) {
    DropwizardMetric named = (DropwizardMetric) collector;
    Object metric = named.metric;
    if (metric instanceof Gauge) {
      return named.gauge(((Gauge<?>) metric).getValue());
    } else if (metric instanceof Counter) {
      return named.value(Kind.GAUGE, ((Counter) metric).getCount());
    } else if (metric instanceof Histogram) {
      Histogram histogram = (Histogram) metric;
      Snapshot snapshot = histogram.getSnapshot();
      return named.summary(histogram.getCount(), histogram.getSum(), snapshot::getValue);
    } else if (metric instanceof Timer) {
      Timer timer = (Timer) metric;
      Snapshot snapshot = timer.getSnapshot();
      return named.summary(
          timer.getCount(),
          timer.getSum() * SECONDS_PER_NANO,
          level -> snapshot.getValue(level) * SECONDS_PER_NANO);
    }
    return metric instanceof Meter
        ? named.value(Kind.COUNTER, ((Meter) metric).getCount())
        : Collections.emptyList();
  }
}
