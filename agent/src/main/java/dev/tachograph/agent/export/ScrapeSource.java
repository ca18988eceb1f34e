package dev.tachograph.agent.export;

import dev.tachograph.agent.export.textfile.TextfileWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that is exported, put together when it is asked for the first time: a process that nobody
 * scrapes, or that ends before, need not load the Prometheus library. Thread-safe.
 */
final class ScrapeSource implements Supplier<PrometheusRegistry> {
  private final Supplier<SelfMetrics.Builder> self;
  private final boolean jvmMetrics;
  private final BooleanSupplier mainHasBegun;
  private @Nullable TextfileWriter textfile;
  private @Nullable PrometheusRegistry registry;

  ScrapeSource(
      Supplier<SelfMetrics.Builder> self, boolean jvmMetrics, BooleanSupplier mainHasBegun) {
    this.self = self;
    this.jvmMetrics = jvmMetrics;
    this.mainHasBegun = mainHasBegun;
  }

  /** Has the time of the last write among the metrics. To be called before the first scrape. */
  synchronized void textfile(TextfileWriter writer) {
    textfile = writer;
  }

  @Override
  public synchronized PrometheusRegistry get() {
    PrometheusRegistry made = registry;
    if (made == null) {
      made = Everything.of(self.get(), jvmMetrics, mainHasBegun, textfile);
      registry = made;
    }
    return made;
  }

  /** In a class of its own: to link it takes the library. */
  private static final class Everything {
    static PrometheusRegistry of(
        SelfMetrics.Builder self,
        boolean jvmMetrics,
        BooleanSupplier mainHasBegun,
        @Nullable TextfileWriter textfile) {
      CollectFailures failures = self.failures();
      ScrapeRegistry registry = new ScrapeRegistry(failures);
      registry.register(new RegistryCollector(self.registry(), failures));
      if (jvmMetrics) {
        registry.register(new JvmMetrics(failures, mainHasBegun));
      }
      DoubleSupplier lastWrite = textfile == null ? null : textfile::lastWriteSeconds;
      registry.register(self.build(lastWrite));
      return registry;
    }
  }
}
