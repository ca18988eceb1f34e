package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.keys.ConfiguredTimers;
import dev.tachograph.agent.config.keys.HttpClientKeys;
import dev.tachograph.agent.config.keys.MetricNames;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.UriKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.executor.ExecutorSettings;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.SeriesKind;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry and the catalogue that a configuration asks for, made when the first of them is
 * asked for. Thread-safe.
 */
public final class Measurements {
  private static final String EXECUTORS = "executors";

  private final AgentConfig config;
  private @Nullable Made made;

  /** In a class of its own: to link it takes what it makes. */
  private static final class Made {
    final MetricRegistry registry;
    final Catalogue catalogue;

    Made(AgentConfig config) {
      this.registry =
          new MetricRegistry(
              config.get(MetricsKeys.WINDOW_SIZE),
              config.get(MetricsKeys.SERIES_LIMIT),
              new ConfiguredTimers(config));
      ExecutorSettings executors =
          config.get(WeavingKeys.INSTRUMENTATION_ENABLED, EXECUTORS)
              ? new ConfiguredExecutors(config)
              : null;
      this.catalogue =
          config.get(MetricsKeys.NAMES) == MetricNames.CANONICAL
              ? Catalogue.canonical(registry, executors)
              : Catalogue.documented(registry, executors);
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
    return made().registry;
  }

  /** Registers the families that would otherwise wait for what they tell of. */
  public Measurements registerAll() {
    made().catalogue.registerExecutors();
    return this;
  }

  /**
   * Connects the probes.
   *
   * @param log takes what is to be told of errors in them
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

  /** All that is wrong with the configuration. */
  public List<ConfigProblem> problems() {
    boolean namesTimers = config.mentions("timers") && ConfiguredTimers.areNamed(config);
    return namesTimers ? problemsWithTimers() : config.problems();
  }

  /** Only now is it known which timers there are. */
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
