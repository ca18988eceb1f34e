package dev.tachograph.agent.export;

import dev.tachograph.agent.export.processes.ProcessGroup;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Has this process put into its file what is read at a scrape. A separate class, because linking it
 * loads the Prometheus library.
 */
final class ProcessSetup {
  private ProcessSetup() {}

  static void start(
      ProcessGroup processes,
      RegistryFile file,
      Supplier<MetricRegistry> families,
      boolean jvmMetrics,
      CollectFailures failures,
      BooleanSupplier mainHasBegun) {
    processes.sample(file, families, jvmMetrics ? new JvmMetrics(failures, mainHasBegun) : null);
    processes.start();
  }
}
