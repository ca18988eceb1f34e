package dev.tachograph.agent.export.adopt.reader;

import static dev.tachograph.agent.export.adopt.reader.DropwizardMetric.SECONDS_PER_NANO;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import dev.tachograph.agent.export.adopt.AdoptedFamily;
import dev.tachograph.agent.export.adopt.AdoptedFamily.Kind;
import dev.tachograph.agent.export.adopt.RegistryReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads a {@code MetricRegistry} of Dropwizard's, by what 3.2 has. */
public final class DropwizardReader implements RegistryReader {
  public DropwizardReader() {}

  @Override
  public List<?> collectors(Object registry) {
    return collectors(registry, name -> false);
  }

  @Override
  public List<?> collectors(Object registry, Predicate<String> elsewhere) {
    List<DropwizardMetric> all = new ArrayList<>();
    Map<String, Metric> metrics = new TreeMap<>(((MetricRegistry) registry).getMetrics());
    metrics.keySet().removeIf(elsewhere);
    metrics.forEach(
        (name, metric) -> all.add(new DropwizardMetric(name, Collections.emptyMap(), metric)));
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
      return named.summary(histogram.getCount(), Double.NaN, snapshot::getValue);
    } else if (metric instanceof Timer) {
      Timer timer = (Timer) metric;
      Snapshot snapshot = timer.getSnapshot();
      return named.summary(
          timer.getCount(), Double.NaN, level -> snapshot.getValue(level) * SECONDS_PER_NANO);
    }
    return metric instanceof Meter
        ? named.value(Kind.COUNTER, ((Meter) metric).getCount())
        : Collections.emptyList();
  }
}
