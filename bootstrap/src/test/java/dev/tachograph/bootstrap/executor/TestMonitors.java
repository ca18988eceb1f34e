package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Executors without any weaving. */
final class TestMonitors {
  private TestMonitors() {}

  /** What a test configures. */
  static final class Settings implements ExecutorSettings {
    Map<String, String> names = Map.of();
    Set<String> excluded = new HashSet<>();
    boolean byReference;
    int nameLimit = 200;

    @Override
    public @Nullable String configuredName(String creatingClass) {
      return names.get(creatingClass);
    }

    @Override
    public boolean excludes(String nameOrType) {
      return excluded.contains(nameOrType);
    }

    @Override
    public boolean namesByReference() {
      return byReference;
    }

    @Override
    public int nameLimit() {
      return nameLimit;
    }

    @Override
    public boolean gaugesOfReference() {
      return false;
    }
  }

  static MetricRegistry registry() {
    return new MetricRegistry(
        100,
        1_000,
        new TimerPolicy() {
          @Override
          public Distribution distribution(String family) {
            return Distribution.QUANTILES;
          }

          @Override
          public double[] buckets(String family, double[] defaultBuckets) {
            return defaultBuckets;
          }
        });
  }

  static ExecutorMonitors monitors(MetricRegistry registry, ExecutorSettings settings) {
    return new ExecutorMonitors(registry, settings);
  }

  static ExecutorMonitor monitor() {
    ExecutorMonitors monitors = monitors(registry(), new Settings());
    ExecutorMonitor monitor = monitors.created(new Object(), "test", true, 1, false);
    if (monitor == null) {
      throw new AssertionError("nothing is excluded");
    }
    return monitor;
  }
}
