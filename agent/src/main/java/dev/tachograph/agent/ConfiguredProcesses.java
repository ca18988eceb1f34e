package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.MultiprocKeys;
import dev.tachograph.agent.export.processes.ProcessGroup;
import dev.tachograph.agent.export.processes.ProcessOptions;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of a directory that several processes share. */
public final class ConfiguredProcesses implements RegistryFile.Modes {
  private final @Nullable GaugeMode all;
  private final Map<String, GaugeMode> byFamily;

  private ConfiguredProcesses(AgentConfig config) {
    all = config.find(MultiprocKeys.GAUGE);
    byFamily = config.all(MultiprocKeys.FAMILY_GAUGE);
  }

  /** Makes this process a member of the directory's; null if there is none, or it cannot. */
  static @Nullable ProcessGroup join(AgentConfig config) {
    String directory = config.find(MultiprocKeys.DIRECTORY);
    if (directory == null) {
      return null;
    }
    try {
      return ProcessGroup.join(options(config, Path.of(directory)));
    } catch (IOException | RuntimeException | LinkageError e) {
      AgentLog.error(
          "multiproc.directory="
              + directory
              + " cannot be used: "
              + (e.getClass() == IOException.class ? e.getMessage() : e)
              + "; this process shows its own metrics only");
      return null;
    }
  }

  /** What the configuration says of the directory. */
  public static ProcessOptions options(AgentConfig config, Path directory) {
    return new ProcessOptions(directory)
        .interval(config.get(MultiprocKeys.INTERVAL))
        .deadGauges(config.get(MultiprocKeys.DEAD_GAUGES))
        .clean(config.get(MultiprocKeys.CLEAN))
        .maxFile(config.get(MultiprocKeys.MAX_FILE))
        .maxProcesses(config.get(MultiprocKeys.MAX_PROCESSES))
        .maxSeries(config.get(MultiprocKeys.MAX_SERIES))
        .instance(config.find(MultiprocKeys.INSTANCE_LABEL))
        .maxInstances(config.get(MultiprocKeys.MAX_INSTANCES));
  }

  static RegistryFile registryFile(AgentConfig config, ProcessGroup group) {
    return group.registryFile(new ConfiguredProcesses(config));
  }

  @Override
  public GaugeMode mode(String family, boolean counts) {
    GaugeMode own = byFamily.get(family);
    if (own == null) {
      own = all;
    }
    if (own != null) {
      return own;
    }
    if (family.startsWith("tachograph_")) {
      return GaugeMode.MAX;
    }
    if (family.startsWith("jvm_") || family.startsWith("process_")) {
      return GaugeMode.LIVE_ALL;
    }
    return counts ? GaugeMode.LIVE_SUM : GaugeMode.LIVE_MAX;
  }
}
