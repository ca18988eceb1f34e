package dev.tachograph.agent.export.adopt.reader;

import dev.tachograph.agent.export.adopt.AdoptedFamily;
import dev.tachograph.agent.export.adopt.AdoptedFamily.Kind;
import dev.tachograph.agent.export.adopt.AdoptedPoint;
import dev.tachograph.agent.export.adopt.RegistryReader;
import dev.tachograph.agent.log.AgentLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.HistogramSupport;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.dropwizard.DropwizardMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code MeterRegistry} of Micrometer's, by what 1.3 has. Names and types are those that
 * its Prometheus registry of 1.17 gives, but for buckets: other registries count them in a window
 * of time.
 */
public final class MicrometerReader implements RegistryReader {
  private static final TimeUnit SECONDS = TimeUnit.SECONDS;
  private static final List<String> COUNTS = List.of("TOTAL", "TOTAL_TIME", "COUNT");

  /**
   * Meters that count from their start on: of simple registries, Dropwizard's, StatsD's, and
   * OTLP's, which had no others at first.
   */
  private static final Pattern TOTALS =
      Pattern.compile(
          "io\\.micrometer\\..*\\."
              + "((Cumulative|Dropwizard|Statsd|OtlpCumulative)\\w+"
              + "|Otlp(Counter|Timer|DistributionSummary|FunctionCounter|FunctionTimer))");

  public MicrometerReader() {}

  @Override
  public List<?> choose(List<?> registries) {
    List<MeterRegistry> composites = new ArrayList<>();
    List<MeterRegistry> prometheus = new ArrayList<>();
    List<MeterRegistry> withTotals = new ArrayList<>();
    List<MeterRegistry> others = new ArrayList<>();
    for (Object one : registries) {
      MeterRegistry registry = (MeterRegistry) one;
      if (registry.isClosed()) {
        continue;
      }
      if (isPrometheus(registry)) {
        prometheus.add(registry);
      } else if (registry instanceof CompositeMeterRegistry) {
        composites.add(registry);
      } else if (registry instanceof StepMeterRegistry) {
        others.add(registry);
      } else {
        withTotals.add(registry);
      }
    }
    withTotals.addAll(others);
    List<MeterRegistry> chosen = new ArrayList<>(prometheus);
    addWithoutOtherParts(chosen, withTotals, composites);
    // They hold a registry of another library, and are read as that.
    chosen.removeAll(prometheus);
    return chosen;
  }

  private static boolean isPrometheus(MeterRegistry registry) {
    for (Class<?> type = registry.getClass(); type != null; type = type.getSuperclass()) {
      String name = type.getName();
      if (name.startsWith("io.micrometer.prometheus")
          && name.endsWith(".PrometheusMeterRegistry")) {
        return true;
      }
    }
    return false;
  }

  /** Of the parts of a composite, which hold the same, only the first is chosen. */
  private static void addWithoutOtherParts(
      List<MeterRegistry> chosen, List<MeterRegistry> registries, List<MeterRegistry> composites) {
    for (MeterRegistry registry : registries) {
      boolean isPart = false;
      boolean isMissed = false;
      for (MeterRegistry composite : composites) {
        Set<Object> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        addParts(composite, parts);
        if (parts.contains(registry)) {
          isPart = true;
          isMissed |= Collections.disjoint(parts, chosen);
        }
      }
      if (!isPart || isMissed) {
        chosen.add(registry);
      }
    }
  }

  private static void addParts(MeterRegistry registry, Set<Object> parts) {
    if (!parts.add(registry) || !(registry instanceof CompositeMeterRegistry)) {
      return;
    }
    try {
      for (MeterRegistry part : ((CompositeMeterRegistry) registry).getRegistries()) {
        addParts(part, parts);
      }
    } catch (RuntimeException e) {
      // It has no parts while its constructor runs.
    }
  }

  @Override
  public List<?> collectors(Object registry) {
    List<Meter> meters = new ArrayList<>();
    boolean noTotals = false;
    for (Meter meter : ((MeterRegistry) registry).getMeters()) {
      // Gauges of a timer's percentiles and buckets are the registry's own way to show them.
      if (meter.getId().syntheticAssociation() == null) {
        if (!isCount(meter) || hasTotal((MeterRegistry) registry, meter)) {
          meters.add(meter);
        } else {
          noTotals = true;
        }
      }
    }
    if (noTotals) {
      String name = registry.getClass().getName();
      AgentLog.infoOnce(
          "adopt:step:" + name,
          "the application's registry "
              + name
              + " keeps no totals, so what it counts and times is not served");
    }
    return meters;
  }

  @Override
  public Map<Object, Predicate<String>> kept(Object registry) {
    if (((MeterRegistry) registry).isClosed() || !(registry instanceof DropwizardMeterRegistry)) {
      return Map.of();
    }
    DropwizardMeterRegistry over = (DropwizardMeterRegistry) registry;
    Object dropwizard = over.getDropwizardRegistry();
    // There is none while its constructor runs.
    return dropwizard == null ? Map.of() : Map.of(dropwizard, new DropwizardMeters(over));
  }

  @Override
  public String name(Object collector) {
    return name(((Meter) collector).getId(), ((Meter) collector).getId().getBaseUnit());
  }

  @Override
  public List<AdoptedFamily> read(Object collector) {
    Meter meter = (Meter) collector;
    Meter.Id id = meter.getId();
    List<AdoptedFamily> families = new ArrayList<>();
    if (meter instanceof TimeGauge) {
      add(families, Kind.GAUGE, name(id, "seconds"), id).value = ((TimeGauge) meter).value(SECONDS);
    } else if (meter instanceof Gauge) {
      gauge(families, id, ((Gauge) meter).value());
    } else if (meter instanceof LongTaskTimer) {
      longTaskTimer(families, id, (LongTaskTimer) meter);
    } else if (meter instanceof Counter) {
      add(families, Kind.COUNTER, name(meter), id).value = ((Counter) meter).count();
    } else if (meter instanceof FunctionCounter) {
      add(families, Kind.COUNTER, name(meter), id).value = ((FunctionCounter) meter).count();
    } else if (meter instanceof Timer) {
      Timer timer = (Timer) meter;
      AdoptedPoint point =
          summary(families, id, timer.count(), timer.totalTime(SECONDS), timer.max(SECONDS));
      percentiles(point, timer.takeSnapshot(), true);
    } else if (meter instanceof DistributionSummary) {
      DistributionSummary summary = (DistributionSummary) meter;
      AdoptedPoint point =
          summary(families, id, summary.count(), summary.totalAmount(), summary.max());
      percentiles(point, summary.takeSnapshot(), false);
    } else if (meter instanceof FunctionTimer) {
      FunctionTimer timer = (FunctionTimer) meter;
      AdoptedPoint point = add(families, Kind.SUMMARY, name(meter), id);
      point.count = (long) timer.count();
      point.sum = timer.totalTime(SECONDS);
    } else {
      custom(families, meter);
    }
    return families;
  }

  /** A gauge called so says something by its labels, not by its value. */
  private static void gauge(List<AdoptedFamily> families, Meter.Id id, double value) {
    Kind kind = id.getName().endsWith(".info") ? Kind.INFO : Kind.GAUGE;
    add(families, kind, name(id, id.getBaseUnit()), id).value = value;
  }

  private static void longTaskTimer(
      List<AdoptedFamily> families, Meter.Id id, LongTaskTimer timer) {
    Object since15 = timer;
    double max =
        since15 instanceof HistogramSupport
            ? ((HistogramSupport) since15).takeSnapshot().max(SECONDS)
            : Double.NaN;
    summary(families, id, timer.activeTasks(), timer.duration(SECONDS), max);
  }

  /** Whether it is what the application measures in a way of its own. */
  static boolean isCustom(Meter meter) {
    return !(meter instanceof Gauge || meter instanceof LongTaskTimer || isCount(meter));
  }

  private static boolean isCount(Meter meter) {
    return meter instanceof Counter
        || meter instanceof FunctionCounter
        || meter instanceof Timer
        || meter instanceof FunctionTimer
        || meter instanceof DistributionSummary;
  }

  /**
   * Registries that publish what came since the last time begin again then. So do others, of which
   * nothing is known: a total that falls would be worse than none.
   */
  private static boolean hasTotal(MeterRegistry registry, Meter meter) {
    if (registry instanceof StepMeterRegistry) {
      return false;
    }
    for (Class<?> type = meter.getClass(); type != null; type = type.getSuperclass()) {
      if (countsFromItsStart(type.getName())) {
        return true;
      }
    }
    return false;
  }

  static boolean countsFromItsStart(String className) {
    return TOTALS.matcher(className).matches();
  }

  private static AdoptedPoint summary(
      List<AdoptedFamily> families, Meter.Id id, long count, double sum, double max) {
    String name = name(id, id.getBaseUnit());
    AdoptedPoint point = add(families, Kind.SUMMARY, name, id);
    point.count = count;
    point.sum = sum;
    if (!Double.isNaN(max)) {
      add(families, Kind.GAUGE, name + "_max", id).value = max;
    }
    return point;
  }

  private static void percentiles(AdoptedPoint point, HistogramSnapshot snapshot, boolean isTime) {
    ValueAtPercentile[] percentiles = snapshot.percentileValues();
    double[] levels = new double[percentiles.length];
    double[] values = new double[percentiles.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = percentiles[i].percentile();
      values[i] = isTime ? percentiles[i].value(SECONDS) : percentiles[i].value();
    }
    point.quantileLevels = levels;
    point.quantiles = values;
  }

  private static void custom(List<AdoptedFamily> families, Meter meter) {
    String name = name(meter);
    for (Measurement measurement : meter.measure()) {
      String statistic = measurement.getStatistic().name();
      AdoptedPoint point =
          add(
              families,
              COUNTS.contains(statistic) ? Kind.COUNTER : Kind.GAUGE,
              name + suffix(statistic),
              meter.getId(),
              "statistic",
              statistic);
      point.value = measurement.getValue();
    }
  }

  private static String suffix(String statistic) {
    switch (statistic) {
      case "TOTAL":
      case "TOTAL_TIME":
        return "_sum";
      case "COUNT":
        return "";
      case "MAX":
        return "_max";
      case "ACTIVE_TASKS":
        return "_active_count";
      case "DURATION":
        return "_duration_sum";
      default:
        return "_value";
    }
  }

  private static AdoptedPoint add(
      List<AdoptedFamily> families, Kind kind, String name, Meter.Id id, String... more) {
    String help = id.getDescription();
    AdoptedFamily family =
        new AdoptedFamily(
            kind, name, help == null ? "Micrometer's meter " + id.getName() + "." : help);
    List<String> labels = new ArrayList<>();
    id.getTags()
        .forEach(
            tag -> {
              labels.add(labelName(tag.getKey()));
              labels.add(tag.getValue());
            });
    Collections.addAll(labels, more);
    AdoptedPoint point = new AdoptedPoint(labels.toArray(new String[0]));
    family.points.add(point);
    families.add(family);
    return point;
  }

  private static String name(Meter meter) {
    return name(meter.getId(), meter.getId().getBaseUnit());
  }

  /** As {@code PrometheusNamingConvention} names it, without {@code _total} and {@code _info}. */
  private static String name(Meter.Id id, @Nullable String baseUnit) {
    String name = legal(id.getName());
    String unit = null;
    switch (id.getType().name()) {
      case "COUNTER":
      case "DISTRIBUTION_SUMMARY":
      case "GAUGE":
        unit = baseUnit;
        break;
      case "TIMER":
      case "LONG_TASK_TIMER":
        unit = "seconds";
        break;
      default:
    }
    if (unit != null && !name.endsWith("_" + unit)) {
      name += "_" + unit;
    }
    return withoutReservedSuffixes(legal(name));
  }

  private static String withoutReservedSuffixes(String name) {
    for (String suffix : new String[] {"_total", "_created", "_bucket", "_info"}) {
      if (name.equals(suffix)) {
        return suffix.substring(1);
      }
      if (name.endsWith(suffix)) {
        return withoutReservedSuffixes(name.substring(0, name.length() - suffix.length()));
      }
    }
    return name;
  }

  private static String labelName(String key) {
    String name = legal(key).replace(':', '_');
    while (name.startsWith("__")) {
      name = name.substring(1);
    }
    return name;
  }

  private static String legal(String name) {
    StringBuilder legal = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLegal =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c == '_'
              || c == ':'
              || i > 0 && c >= '0' && c <= '9';
      legal.append(isLegal ? c : '_');
    }
    return legal.toString();
  }
}
