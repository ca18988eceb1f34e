package dev.tachograph.agent.export.watch;

import dev.tachograph.agent.export.AdoptFailures;
import dev.tachograph.agent.export.SecondaryFamilies;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The families that the configuration asks for of other processes: {@code <name>_process_*}.
 * Thread-safe.
 */
public final class WatchedProcesses implements SecondaryFamilies {
  private final List<WatchedProcess> processes = new ArrayList<>();
  private final AdoptFailures clashes;

  /**
   * @param pidFiles by the name of the process
   * @param clashes is told what others have, too
   */
  public WatchedProcesses(Map<String, String> pidFiles, AdoptFailures clashes) {
    this(pidFiles, clashes, Path.of("/proc"));
  }

  WatchedProcesses(Map<String, String> pidFiles, AdoptFailures clashes, Path proc) {
    this.clashes = clashes;
    pidFiles.forEach((name, file) -> processes.add(new WatchedProcess(name, file, proc)));
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    List<MetricSnapshot> families = new ArrayList<>();
    for (WatchedProcess process : processes) {
      process.addTo(families);
    }
    families.removeIf(family -> !includedNames.test(family.getMetadata().getPrometheusName()));
    return new MetricSnapshots(families);
  }

  @Override
  public void clash(Collection<String> families) {
    clashes.clash(families);
  }
}
