package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.executor.ExecutorSettings;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.SeriesKind;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.ArrayList;
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
      this.registry = new MetricRegistry(config.windowSize(), config.seriesLimit(), config);
      ExecutorSettings executors =
          config.instrumentationEnabled(EXECUTORS)
              ? new ConfiguredExecutors(config.executors())
              : null;
      this.catalogue =
          config.catalogue() == dev.tachograph.agent.config.Catalogue.CANONICAL
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
            new UriTemplates(config.uriRules(), config.uriLearnLimit()),
            new UriTemplates(config.uriRules(), config.uriLearnLimit()),
            config.untilBodyEnds(),
            config.apiHosts()),
        log);
  }

  /** All that is wrong with the configuration. */
  public List<ConfigProblem> problems() {
    return config.namesTimers() ? problemsWithTimers() : config.problems();
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
    problems.addAll(config.problemsWithTimers(timers));
    return problems;
  }
}
