package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.keys.CatalogueChoice;
import dev.tachograph.agent.config.keys.ConfiguredTimers;
import dev.tachograph.agent.config.keys.HttpClientKeys;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.OperationKeys;
import dev.tachograph.agent.config.keys.OperationPreset;
import dev.tachograph.agent.config.keys.UriKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.executor.ExecutorSettings;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.SeriesKind;
import dev.tachograph.bootstrap.operation.Operation;
import dev.tachograph.bootstrap.operation.OperationMetrics;
import dev.tachograph.bootstrap.operation.OperationSettings;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry and the catalogue of a configuration, both made at the first use of either.
 * Thread-safe.
 */
public final class Measurements {
  private static final String EXECUTORS = "executors";

  private static final Consumer<String> LOG =
      new Consumer<String>() {
        @Override
        public void accept(String message) {
          AgentLog.warn(message);
        }
      };

  private final AgentConfig config;
  private @Nullable Made made;

  /** A separate class, because linking it loads the classes that it makes. */
  private static final class Made {
    final Catalogue catalogue;

    Made(AgentConfig config) {
      MetricRegistry registry =
          new MetricRegistry(
              config.get(MetricsKeys.WINDOW_SIZE),
              config.get(MetricsKeys.SERIES_LIMIT),
              new ConfiguredTimers(config));
      ExecutorSettings executors =
          config.get(WeavingKeys.INSTRUMENTATION_ENABLED, EXECUTORS)
              ? new ConfiguredExecutors(config)
              : null;
      OperationSettings operations =
          new OperationSettings(
              config.get(OperationKeys.IN_ONE_FAMILY),
              config.get(OperationKeys.CLEAN_LABELS),
              LOG);
      this.catalogue =
          config.get(MetricsKeys.CATALOGUE) == CatalogueChoice.CANONICAL
              ? Catalogue.canonical(registry, operations, executors)
              : Catalogue.documented(registry, operations, executors);
      addPreset(config.get(OperationKeys.PRESET), catalogue.operations());
    }

    private static void addPreset(OperationPreset preset, OperationMetrics operations) {
      for (String name : preset.operations()) {
        Operation operation = operations.operation(name);
        for (String label : preset.labels(name)) {
          operation.position(label);
        }
        // The series without values shows all numbers as 0.
        operation.timer("", "", "", "");
      }
    }
  }

  public Measurements(AgentConfig config) {
    this.config = config;
  }

  private synchronized Made made() {
    Made known = made;
    if (known == null) {
      known = new Made(config);
      made = known;
    }
    return known;
  }

  public MetricRegistry registry() {
    return made().catalogue.registry();
  }

  /** Registers also the families that otherwise wait for their first executor. */
  public Measurements registerAll() {
    made().catalogue.registerExecutors();
    return this;
  }

  /**
   * Connects the probes.
   *
   * @param log receives reports of errors in them
   */
  void installProbes(Consumer<String> log) {
    Probes.install(
        made().catalogue,
        new HttpClientSettings(
            uriTemplates(),
            uriTemplates(),
            config.get(HttpClientKeys.UNTIL_BODY_ENDS),
            new HashSet<>(config.get(HttpClientKeys.API_HOSTS))),
        log);
  }

  private UriTemplates uriTemplates() {
    return new UriTemplates(config.rules(UriKeys.RULES), config.get(UriKeys.LEARN_LIMIT));
  }

  /** All problems of the configuration. */
  public List<ConfigProblem> problems() {
    boolean namesTimers = config.mentions("timers") && ConfiguredTimers.areNamed(config);
    return namesTimers ? problemsWithTimers() : config.problems();
  }

  /** Registers all families first, to learn the names of all timers. */
  private List<ConfigProblem> problemsWithTimers() {
    registerAll();
    List<String> timers = new ArrayList<>();
    for (MetricFamily<?> family : registry().families()) {
      if (family.kind() == SeriesKind.TIMER) {
        timers.add(family.name());
      }
    }
    List<ConfigProblem> problems = new ArrayList<>(config.problems());
    problems.addAll(ConfiguredTimers.problems(config, timers));
    return problems;
  }
}
