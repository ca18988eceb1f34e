package dev.tachograph.agent.export.adopt.reader;

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
import dev.tachograph.agent.export.adopt.AdoptedPoint;
import dev.tachograph.agent.export.adopt.RegistryReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Reads a {@code MetricRegistry} of Dropwizard's, by what 3.2 has. Names, types and help are those
 * of {@code DropwizardExports} of simpleclient.
 */
public final class DropwizardReader implements RegistryReader {
  private static final Pattern BAD_START = Pattern.compile("^[^a-zA-Z_:]");
  private static final Pattern BAD = Pattern.compile("[^a-zA-Z0-9_:]");
  private static final double SECONDS_PER_NANO = 1.0 / TimeUnit.SECONDS.toNanos(1);
  private static final double[] LEVELS = {0.5, 0.75, 0.95, 0.98, 0.99, 0.999};

  public DropwizardReader() {}

  /** A metric does not know its name. */
  private static final class Named {
    final String name;
    final Metric metric;

    Named(String name, Metric metric) {
      this.name = name;
      this.metric = metric;
    }
  }

  @Override
  public List<?> collectors(Object registry) {
    List<Named> all = new ArrayList<>();
    Map<String, Metric> metrics = new TreeMap<>(((MetricRegistry) registry).getMetrics());
    for (Map.Entry<String, Metric> one : metrics.entrySet()) {
      all.add(new Named(one.getKey(), one.getValue()));
    }
    return all;
  }

  @Override
  public String name(Object collector) {
    return name(((Named) collector).name);
  }

  @Override
  public Object code(Object collector) {
    return ((Named) collector).metric;
  }

  private static String name(String name) {
    return BAD.matcher(BAD_START.matcher(name).replaceFirst("_")).replaceAll("_");
  }

  @Override
  public List<AdoptedFamily> read(Object collector) {
    Named named = (Named) collector;
    Metric metric = named.metric;
    AdoptedPoint point = new AdoptedPoint(new String[0]);
    Kind kind = Kind.GAUGE;
    if (metric instanceof Gauge) {
      Object value = ((Gauge<?>) metric).getValue();
      if (value instanceof Number) {
        point.value = ((Number) value).doubleValue();
      } else if (value instanceof Boolean) {
        point.value = (Boolean) value ? 1 : 0;
      } else {
        return Collections.emptyList();
      }
    } else if (metric instanceof Counter) {
      point.value = ((Counter) metric).getCount();
    } else if (metric instanceof Histogram) {
      kind = Kind.SUMMARY;
      summary(point, ((Histogram) metric).getSnapshot(), ((Histogram) metric).getCount(), 1);
    } else if (metric instanceof Timer) {
      kind = Kind.SUMMARY;
      Timer timer = (Timer) metric;
      summary(point, timer.getSnapshot(), timer.getCount(), SECONDS_PER_NANO);
    } else if (metric instanceof Meter) {
      kind = Kind.COUNTER;
      point.value = ((Meter) metric).getCount();
    } else {
      return Collections.emptyList();
    }
    AdoptedFamily family =
        new AdoptedFamily(
            kind,
            name(named.name),
            "Generated from Dropwizard metric import (metric="
                + named.name
                + ", type="
                + metric.getClass().getName()
                + ")");
    family.points.add(point);
    return Collections.singletonList(family);
  }

  private static void summary(AdoptedPoint point, Snapshot snapshot, long count, double factor) {
    double[] values = new double[LEVELS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = snapshot.getValue(LEVELS[i]) * factor;
    }
    point.quantileLevels = LEVELS.clone();
    point.quantiles = values;
    point.count = count;
  }
}
