package dev.tachograph.agent;

import dev.tachograph.bootstrap.adopt.AdoptProbe;
import dev.tachograph.bootstrap.adopt.FoundRegistry;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Readings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The agent's own families, {@code tachograph_*}. They are registered at the first scrape or file,
 * and their values are read at each scrape.
 */
final class SelfMetrics {
  private static final String OURS = "tachograph_";

  private final MetricRegistry registry;

  /** Registers the families about the registry itself. */
  SelfMetrics(MetricRegistry registry) {
    this.registry = registry;
    registry.pulledGauge(
        "tachograph_series",
        "Number of series (sets of label values) of a family.",
        this::readSeries,
        "family");
    registry.pulledCounter(
        "tachograph_series_folded_total",
        "Observations that went to the series whose labels are all \"other\", because the family"
            + " had reached series.limit.",
        this::readFolded,
        "family");
  }

  SelfMetrics version(String version) {
    registry.pulledInfo(
        "tachograph_build_info",
        "The agent's version. Always 1.",
        readings -> readings.add(1, version),
        "version");
    return this;
  }

  /** Registers the number of classes by instrumentation. */
  SelfMetrics instrumentedClasses(Supplier<Map<String, Long>> source) {
    registry.pulledGauge(
        "tachograph_instrumented_classes",
        "Number of classes that an instrumentation has changed so far.",
        readings -> addAll(readings, source.get()),
        "instrumentation");
    return this;
  }

  /**
   * Registers the number of errors.
   *
   * @param probes the number of errors since the start, by probe
   * @param collector how often a family was left out of a scrape or a file
   */
  SelfMetrics probeErrors(Supplier<Map<String, Long>> probes, LongSupplier collector) {
    registry.pulledCounter(
        "tachograph_probe_errors_total",
        "Errors inside the agent, by probe; the application does not see them. The probe"
            + " \"collector\" stands for families that were left out of a scrape or a file.",
        readings -> {
          addAll(readings, probes.get());
          readings.add(collector.getAsLong(), "collector");
        },
        "probe");
    return this;
  }

  /** Registers the number of methods matched so far, by rule; 0 for a rule without a match. */
  SelfMetrics ruleMatches(Supplier<Map<String, Long>> source) {
    registry.pulledGauge(
        "tachograph_rule_matches",
        "Number of methods that a pattern of workers.methods or operations.<n>.methods has matched"
            + " so far.",
        readings -> addAll(readings, source.get()),
        "rule");
    return this;
  }

  /**
   * Registers the families about the application's own registries. They have no series if it has
   * none.
   *
   * @param failures how often a collector was left out of a scrape or a file, by reason
   */
  SelfMetrics adopted(Supplier<Map<String, Long>> failures) {
    registry.pulledGauge(
        "tachograph_adopted_registries",
        "Number of registries of metrics that the application has. served is yes if the application"
            + " serves them itself; then the agent leaves them out, unless adopt.<library>.enabled"
            + " is true.",
        SelfMetrics::readRegistries,
        "library",
        "served");
    registry.pulledCounter(
        "tachograph_adopt_failures_total",
        "Collectors of the application that were left out of a scrape or a file, because they threw"
            + " (error) or took longer than adopt.timeout (timeout).",
        readings -> addAll(readings, failures.get()),
        "reason");
    return this;
  }

  private static void readRegistries(Readings readings) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (FoundRegistry found : AdoptProbe.registries()) {
      counts.merge(List.of(found.library(), found.isServed() ? "yes" : "no"), 1, Integer::sum);
    }
    counts.forEach((labels, count) -> readings.add(count, labels.get(0), labels.get(1)));
  }

  /** Registers the number of failed exports, by outlet; the endpoint is none of them. */
  SelfMetrics exportFailures(Supplier<Map<String, Long>> source) {
    registry.pulledCounter(
        "tachograph_export_failures_total",
        "Attempts of an outlet to write or to send the metrics that failed.",
        readings -> addAll(readings, source.get()),
        "outlet");
    return this;
  }

  /**
   * Registers the port of the endpoint, absent while it has none.
   *
   * @param source -1 if there is none
   */
  SelfMetrics port(IntSupplier source) {
    registry.pulledGauge(
        "tachograph_http_port",
        "The port that the endpoint has taken, of those of http.port-range.",
        readings -> {
          int port = source.getAsInt();
          if (port > 0) {
            readings.add(port);
          }
        });
    return this;
  }

  SelfMetrics configProblems(int problems) {
    registry.pulledGauge(
        "tachograph_config_problems",
        "Number of errors and warnings found in the configuration at start-up.",
        readings -> readings.add(problems));
    return this;
  }

  /** Skips the agent's own families, which would have to be read to be counted. */
  private void readSeries(Readings readings) {
    for (MetricFamily<?> family : registry.families()) {
      if (!family.name().startsWith(OURS)) {
        readings.add(family.seriesCount(), family.name());
      }
    }
  }

  private void readFolded(Readings readings) {
    for (MetricFamily<?> family : registry.families()) {
      if (!family.name().startsWith(OURS)) {
        readings.add(family.foldedCount(), family.name());
      }
    }
  }

  private static void addAll(Readings readings, Map<String, Long> values) {
    for (Map.Entry<String, Long> value : values.entrySet()) {
      readings.add(value.getValue(), value.getKey());
    }
  }
}
