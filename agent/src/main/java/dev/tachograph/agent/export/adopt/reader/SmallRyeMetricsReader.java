package dev.tachograph.agent.export.adopt.reader;

import dev.tachograph.agent.export.adopt.AdoptedFamily;
import dev.tachograph.agent.export.adopt.AdoptedFamily.Kind;
import dev.tachograph.agent.export.adopt.AdoptedPoint;
import dev.tachograph.agent.export.adopt.RegistryReader;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.metrics.ConcurrentGauge;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metered;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.SimpleTimer;
import org.eclipse.microprofile.metrics.Snapshot;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code MetricRegistry} of SmallRye Metrics 2 and 3. Names and types are those of its own
 * endpoint. In MicroProfile Metrics 2 the registry is a class and not an interface, and metadata
 * have other types, so what differs is called by reflection.
 */
public final class SmallRyeMetricsReader implements RegistryReader {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] LEVELS = {0.5, 0.75, 0.95, 0.98, 0.99, 0.999};
  private static final String TOTAL = "_total";
  private static final String SECONDS = "_seconds";

  public SmallRyeMetricsReader() {}

  /** A metric, which does not know its name, and the families that it makes. */
  private static final class Named {
    final Object metric;
    final String name;
    final String unit;
    private final @Nullable String description;
    private final String[] labels;
    final List<AdoptedFamily> families = new ArrayList<>();

    Named(String scope, MetricID id, Object metric, @Nullable Metadata metadata) {
      this.metric = metric;
      name =
          (scope.isEmpty() ? "" : scope + "_")
              + id.getName().replace("__", "_").replaceAll("[^\\w]", "_");
      unit = metadata == null ? "none" : text(metadata, "getUnit", "none");
      description = metadata == null ? null : text(metadata, "getDescription", "");
      Map<String, String> tags = new TreeMap<>(id.getTags());
      List<String> pairs = new ArrayList<>();
      tags.forEach(
          (key, value) -> {
            pairs.add(key);
            pairs.add(value);
          });
      labels = pairs.toArray(new String[0]);
    }

    AdoptedPoint add(Kind kind, String suffix) {
      String help =
          description == null || description.isEmpty() ? "MicroProfile's " + name : description;
      String full = name + suffix;
      boolean isTotal = kind == Kind.COUNTER && full.endsWith(TOTAL);
      AdoptedFamily family =
          new AdoptedFamily(
              kind, isTotal ? full.substring(0, full.length() - TOTAL.length()) : full, help);
      AdoptedPoint point = new AdoptedPoint(labels);
      family.points.add(point);
      families.add(family);
      return point;
    }

    void counter(double value) {
      add(Kind.COUNTER, "").value = value;
    }

    void gauge(String suffix, double value) {
      add(Kind.GAUGE, suffix).value = value;
    }
  }

  @Override
  public List<?> collectors(Object registry) {
    String scope = scope(registry);
    Map<?, ?> metadata = (Map<?, ?>) call(registry, "getMetadata");
    List<Named> all = new ArrayList<>();
    Map<?, ?> metrics = new TreeMap<>((Map<?, ?>) call(registry, "getMetrics"));
    metrics.forEach(
        (id, metric) -> {
          Object about = metadata.get(((MetricID) id).getName());
          all.add(new Named(scope, (MetricID) id, metric, (Metadata) about));
        });
    return all;
  }

  /** Empty if it is none of the three registries that an endpoint shows. */
  private static String scope(Object registry) {
    try {
      Class<?> type =
          Class.forName(
              "io.smallrye.metrics.MetricRegistries", true, registry.getClass().getClassLoader());
      Field field = type.getDeclaredField("registries");
      field.setAccessible(true);
      for (Map.Entry<?, ?> one : ((Map<?, ?>) field.get(null)).entrySet()) {
        if (one.getValue() == registry) {
          return one.getKey().toString().toLowerCase(Locale.ROOT);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      return "";
    }
    return "";
  }

  private static Object call(Object object, String method) {
    try {
      return object.getClass().getMethod(method).invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Metadata metadata, String method, String missing) {
    try {
      Object value = Metadata.class.getMethod(method).invoke(metadata);
      Object text = value instanceof Optional ? ((Optional<?>) value).orElse(null) : value;
      return text == null ? missing : text.toString();
    } catch (ReflectiveOperationException e) {
      return missing;
    }
  }

  @Override
  public String name(Object collector) {
    return ((Named) collector).name;
  }

  @Override
  public Object code(Object collector) {
    return ((Named) collector).metric;
  }

  @Override
  public List<AdoptedFamily> read(Object collector) {
    Named named = (Named) collector;
    Object metric = named.metric;
    String unit = named.unit.equals("none") ? "" : "_" + baseUnit(named.unit);
    if (metric instanceof Gauge) {
      Object value = ((Gauge<?>) metric).getValue();
      if (value instanceof Number) {
        named.gauge(unit, scaled(((Number) value).doubleValue(), named.unit));
      }
    } else if (metric instanceof Counter) {
      named.counter(scaled(((Counter) metric).getCount(), named.unit));
    } else if (metric instanceof ConcurrentGauge) {
      ConcurrentGauge gauge = (ConcurrentGauge) metric;
      named.gauge("_current", gauge.getCount());
      named.gauge("_max", gauge.getMax());
      named.gauge("_min", gauge.getMin());
    } else if (metric instanceof Timer) {
      Timer timer = (Timer) metric;
      rates(named, timer);
      AdoptedPoint point =
          distribution(named, SECONDS, timer.getCount(), timer.getSnapshot(), "nanoseconds");
      point.sum = sum(Timer.class, timer, "getElapsedTime", "nanoseconds");
    } else if (metric instanceof Metered) {
      named.counter(((Metered) metric).getCount());
      rates(named, (Metered) metric);
    } else if (metric instanceof Histogram) {
      Histogram histogram = (Histogram) metric;
      AdoptedPoint point =
          distribution(named, unit, histogram.getCount(), histogram.getSnapshot(), named.unit);
      point.sum = sum(Histogram.class, histogram, "getSum", named.unit);
    } else if (metric instanceof SimpleTimer) {
      named.counter(((SimpleTimer) metric).getCount());
      elapsed(named, metric, "getElapsedTime", "_elapsedTime");
      elapsed(named, metric, "getMinTimeDuration", "_minTimeDuration");
      elapsed(named, metric, "getMaxTimeDuration", "_maxTimeDuration");
    }
    return named.families;
  }

  private static void rates(Named named, Metered metric) {
    named.gauge("_rate_per_second", metric.getMeanRate());
    named.gauge("_one_min_rate_per_second", metric.getOneMinuteRate());
    named.gauge("_five_min_rate_per_second", metric.getFiveMinuteRate());
    named.gauge("_fifteen_min_rate_per_second", metric.getFifteenMinuteRate());
  }

  private static AdoptedPoint distribution(
      Named named, String suffix, long count, Snapshot snapshot, String unit) {
    named.gauge("_min" + suffix, scaled(snapshot.getMin(), unit));
    named.gauge("_max" + suffix, scaled(snapshot.getMax(), unit));
    named.gauge("_mean" + suffix, scaled(snapshot.getMean(), unit));
    named.gauge("_stddev" + suffix, scaled(snapshot.getStdDev(), unit));
    AdoptedPoint point = named.add(Kind.SUMMARY, suffix);
    point.count = count;
    point.quantileLevels = LEVELS.clone();
    double[] values = new double[LEVELS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = scaled(snapshot.getValue(LEVELS[i]), unit);
    }
    point.quantiles = values;
    return point;
  }

  /** NaN in versions that do not measure it. */
  private static double sum(Class<?> type, Object metric, String method, String unit) {
    try {
      Object sum = type.getMethod(method).invoke(metric);
      return scaled(
          sum instanceof Duration ? ((Duration) sum).toNanos() : ((Number) sum).doubleValue(),
          unit);
    } catch (NoSuchMethodException e) {
      return Double.NaN;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing in versions that do not measure it. */
  private static void elapsed(Named named, Object timer, String method, String suffix) {
    try {
      Duration elapsed = (Duration) SimpleTimer.class.getMethod(method).invoke(timer);
      named.gauge(
          suffix + SECONDS, elapsed == null ? Double.NaN : elapsed.toNanos() / NANOS_PER_SECOND);
    } catch (NoSuchMethodException e) {
      return;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String baseUnit(String unit) {
    if (unit.endsWith("bits") || unit.endsWith("bytes")) {
      return "bytes";
    }
    return isTime(unit) ? "seconds" : unit;
  }

  private static boolean isTime(String unit) {
    return unit.endsWith("seconds")
        || unit.equals("minutes")
        || unit.equals("hours")
        || unit.equals("days");
  }

  /** In the base unit, by the same steps as SmallRye does it. */
  private static double scaled(double value, String unit) {
    switch (unit) {
      case "bits":
        return value / 8;
      case "kilobits":
        return value * 1_000 / 8;
      case "megabits":
        return value * 1_000_000 / 8;
      case "gigabits":
        return value * 1_000_000_000 / 8;
      case "kibibits":
        return value * 128;
      case "mebibits":
        return value * 1_024 * 128;
      case "gibibits":
        return value * 1_024 * 1_024 * 128;
      case "kilobytes":
        return value * 1_000;
      case "megabytes":
        return value * 1_000_000;
      case "gigabytes":
        return value * 1_000_000_000;
      case "nanoseconds":
        return value / NANOS_PER_SECOND;
      case "microseconds":
        return value * 1e3 / NANOS_PER_SECOND;
      case "milliseconds":
        return value * 1e6 / NANOS_PER_SECOND;
      case "minutes":
        return value * 60;
      case "hours":
        return value * 3_600;
      case "days":
        return value * 86_400;
      default:
        return value;
    }
  }
}
