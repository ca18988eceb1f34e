package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Catalogue;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.instrument.Instrumenter;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.probe.CanonicalCatalogue;
import dev.tachograph.bootstrap.probe.DocumentedCatalogue;
import dev.tachograph.bootstrap.probe.Probes;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Connects configuration, registry, probes, instrumentation and export. */
final class AgentRuntime {
  private AgentRuntime() {}

  static void start(@Nullable String options, Instrumentation instrumentation, boolean attached) {
    AgentConfig config = AgentConfig.load(options, System.getenv(), System.getProperties());
    for (ConfigProblem problem : config.problems()) {
      if (problem.severity() == ConfigProblem.Severity.ERROR) {
        AgentLog.error(problem.message());
      } else {
        AgentLog.warn(problem.message());
      }
    }
    if (!config.enabled()) {
      return;
    }
    MetricRegistry registry = new MetricRegistry(config.windowSize(), config.seriesLimit(), config);
    Probes.install(
        config.catalogue() == Catalogue.CANONICAL
            ? new CanonicalCatalogue(registry)
            : new DocumentedCatalogue(registry));
    Instrumenter instrumenter = new Instrumenter(config);
    instrumenter.install(instrumentation);
    if (attached) {
      instrumenter.weaveLoadedClasses(instrumentation);
    }
    new ExportStarter(config, registry, instrumenter).start();
  }
}
