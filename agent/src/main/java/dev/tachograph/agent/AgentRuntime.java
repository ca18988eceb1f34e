package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.keys.AgentKeys;
import dev.tachograph.agent.config.keys.UriKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.export.processes.ProcessGroup;
import dev.tachograph.agent.instrument.Instrumenter;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.weave.cache.WovenClassCache;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import dev.tachograph.bootstrap.uri.UriRule;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connects configuration, registry, probes, instrumentation and export. */
final class AgentRuntime {
  /** The JDK's HTTP server has a timer. What is prepared is not scraped. */
  private static final String LOADED_BY_SCRAPES = "java.util.TimerThread";

  private static final Consumer<String> PROBE_LOG =
      new Consumer<String>() {
        @Override
        public void accept(String message) {
          AgentLog.warn(message);
        }
      };

  private AgentRuntime() {}

  /**
   * Makes the probes and their metrics when the first class is woven; other programs need neither.
   */
  private static final class FirstWeaving implements Runnable {
    private final Measurements measurements;

    FirstWeaving(Measurements measurements) {
      this.measurements = measurements;
    }

    @Override
    public void run() {
      measurements.installProbes(PROBE_LOG);
      Probes.prepare();
    }
  }

  static boolean start(
      @Nullable String options, Instrumentation instrumentation, File jar, boolean attached) {
    AgentConfig config = AgentConfig.load(options, System.getenv(), System.getProperties());
    ProcessGroup processes =
        config.mentions("multiproc") && config.get(AgentKeys.ENABLED)
            ? ConfiguredProcesses.join(config)
            : null;
    RegistryFile file = null;
    if (processes != null) {
      Probes.prepareFile();
      file = ConfiguredProcesses.registryFile(config, processes);
    }
    Measurements measurements = new Measurements(config, file);
    List<ConfigProblem> problems = measurements.problems();
    for (ConfigProblem problem : problems) {
      log(problem);
    }
    if (!config.get(AgentKeys.ENABLED)) {
      return false;
    }
    if (config.mentions("uri") && !config.rules(UriKeys.RULES).isEmpty()) {
      UriRule.logTo(PROBE_LOG);
    }
    Instrumenter instrumenter =
        new Instrumenter(config, new FirstWeaving(measurements), cache(config, jar));
    instrumenter.install(instrumentation);
    instrumenter.weaveLoadedClasses(instrumentation);
    new ExportStarter(config, problems, measurements, instrumenter, instrumentation)
        .processes(processes, file)
        .start();
    return true;
  }

  private static @Nullable WovenClassCache cache(AgentConfig config, File jar) {
    String place = config.get(WeavingKeys.CACHE);
    return place.equals(WeavingKeys.OFF)
        ? null
        : new WovenClassCache(
            place.equals(WeavingKeys.AUTO) ? null : new File(place),
            jar,
            config.get(WeavingKeys.CACHE_WRITTEN_AT_EXIT),
            LOADED_BY_SCRAPES);
  }

  private static void log(ConfigProblem problem) {
    if (problem.severity() == ConfigProblem.Severity.ERROR) {
      AgentLog.error(problem.message());
    } else {
      AgentLog.warn(problem.message());
    }
  }
}
