package dev.tachograph.agent.export;

import dev.tachograph.agent.export.processes.ProcessGroup;
import dev.tachograph.agent.export.textfile.TextfileWriter;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exported registry at its first use. A process that nobody scrapes, or that ends before,
 * need not load the Prometheus library. Thread-safe.
 */
final class ScrapeSource implements Supplier<PrometheusRegistry> {
  private final Supplier<MetricRegistry> families;
  private final CollectFailures failures;
  private final boolean jvmMetrics;
  private final BooleanSupplier mainHasBegun;
  private final Map<String, String> labels;
  private @Nullable TextfileWriter textfile;
  private final List<Supplier<SecondaryFamilies>> secondary = new ArrayList<>();
  private @Nullable ProcessGroup processes;
  private @Nullable PrometheusRegistry registry;

  ScrapeSource(
      Supplier<MetricRegistry> families,
      CollectFailures failures,
      boolean jvmMetrics,
      BooleanSupplier mainHasBegun,
      Map<String, String> labels) {
    this.labels = labels;
    this.families = families;
    this.failures = failures;
    this.jvmMetrics = jvmMetrics;
    this.mainHasBegun = mainHasBegun;
  }

  /** Exposes the time of the last write. Call it before the first scrape. */
  synchronized void textfile(TextfileWriter writer) {
    textfile = writer;
  }

  /**
   * Exposes the sum of these processes instead of this one alone. Call it before the first scrape.
   */
  synchronized void processes(ProcessGroup group) {
    processes = group;
  }

  /** Exposes families beside the agent's. Call it before the first scrape. */
  synchronized void beside(Supplier<SecondaryFamilies> families) {
    secondary.add(families);
  }

  @Override
  public synchronized PrometheusRegistry get() {
    PrometheusRegistry made = registry;
    if (made == null) {
      made =
          Everything.of(
              families.get(),
              failures,
              jvmMetrics,
              mainHasBegun,
              labels,
              textfile,
              secondary,
              processes);
      registry = made;
    }
    return made;
  }

  /** A separate class, because linking it loads the library. */
  private static final class Everything {
    static PrometheusRegistry of(
        MetricRegistry families,
        CollectFailures failures,
        boolean jvmMetrics,
        BooleanSupplier mainHasBegun,
        Map<String, String> labels,
        @Nullable TextfileWriter textfile,
        List<Supplier<SecondaryFamilies>> secondary,
        @Nullable ProcessGroup processes) {
      if (textfile != null) {
        textfile.register(families);
      }
      ScrapeRegistry registry = new ScrapeRegistry(failures, new LabelledSnapshots(labels));
      if (processes != null) {
        // What other libraries count here is that of this process alone.
        registry.register(processes.collector());
        return registry;
      }
      registry.register(new RegistryCollector(families, failures));
      if (jvmMetrics) {
        registry.register(new JvmMetrics(failures, mainHasBegun));
      }
      for (Supplier<SecondaryFamilies> others : secondary) {
        registry.beside(others.get());
      }
      return registry;
    }
  }
}
