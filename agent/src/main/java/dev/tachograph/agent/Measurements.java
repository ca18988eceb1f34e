package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.SeriesKind;
import dev.tachograph.bootstrap.probe.CanonicalCatalogue;
import dev.tachograph.bootstrap.probe.Catalogue;
import dev.tachograph.bootstrap.probe.DocumentedCatalogue;
import dev.tachograph.bootstrap.probe.HttpClientSettings;
import dev.tachograph.bootstrap.probe.executor.ExecutorMetrics;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.ArrayList;
import java.util.List;

/** The registry and the catalogue that a configuration asks for. */
public final class Measurements {
  private static final String EXECUTORS = "executors";

  private final AgentConfig config;
  private final MetricRegistry registry;
  private final Catalogue catalogue;
  private final HttpClientSettings httpClients;

  public Measurements(AgentConfig config) {
    this.config = config;
    this.registry = new MetricRegistry(config.windowSize(), config.seriesLimit(), config);
    this.catalogue =
        config.catalogue() == dev.tachograph.agent.config.Catalogue.CANONICAL
            ? new CanonicalCatalogue(registry)
            : new DocumentedCatalogue(registry);
    if (config.instrumentationEnabled(EXECUTORS)) {
      ExecutorMetrics.install(registry, new ConfiguredExecutors(config.executors()));
    }
    this.httpClients =
        new HttpClientSettings(
            new UriTemplates(config.uriRules(), config.uriLearnLimit()),
            new UriTemplates(config.uriRules(), config.uriLearnLimit()),
            config.untilBodyEnds(),
            config.apiHosts());
  }

  public MetricRegistry registry() {
    return registry;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** Registers the families that would otherwise wait for what they tell of. */
  public Measurements registerAll() {
    ExecutorMetrics.register();
    return this;
  }

  /** How calls of HTTP clients are measured. */
  public HttpClientSettings httpClients() {
    return httpClients;
  }

  /** All that is wrong with the configuration, now that it is known which timers there are. */
  public List<ConfigProblem> problems() {
    if (config.namesTimers()) {
      registerAll();
    }
    List<String> timers = new ArrayList<>();
    for (MetricFamily<?> family : registry.families()) {
      if (family.kind() == SeriesKind.TIMER) {
        timers.add(family.name());
      }
    }
    List<ConfigProblem> problems = new ArrayList<>(config.problems());
    problems.addAll(config.problemsWithTimers(timers));
    return problems;
  }
}
