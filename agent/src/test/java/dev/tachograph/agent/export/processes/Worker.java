package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A registry in a file, as a process has it. It dies when it is closed. */
final class Worker implements Closeable {
  final OwnFile file;
  final MetricRegistry registry;

  Worker(Path directory) throws IOException {
    this(directory, Distribution.QUANTILES, GaugeMode.LIVE_SUM);
  }

  Worker(Path directory, Distribution distribution, GaugeMode mode) throws IOException {
    this(new ProcessOptions(directory), distribution, mode);
  }

  Worker(ProcessOptions options, Distribution distribution, GaugeMode mode) throws IOException {
    file = OwnFile.create(new DirectoryFiles(options.directory), options);
    file.growIfDue();
    registry =
        registry(
            distribution, new double[0], new RegistryFile(file.values(), (family, sums) -> mode));
  }

  /**
   * @param bounds those of all histograms; none for each family's own
   */
  static MetricRegistry registry(Distribution distribution, double[] bounds, RegistryFile file) {
    return new MetricRegistry(
        1000,
        100_000,
        new TimerPolicy() {
          @Override
          public Distribution distribution(String family) {
            return distribution;
          }

          @Override
          public double[] buckets(String family, double[] defaultBuckets) {
            return bounds.length > 0 ? bounds : defaultBuckets;
          }
        },
        file);
  }

  void count(long n) {
    registry.counter("c_total", "Help of c.", "label").series("a").add(n);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
