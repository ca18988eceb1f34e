package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.Timer;
import java.util.Objects;
import java.util.function.Predicate;

/** An executor that does nothing, and what has been counted of it. */
final class ProbedExecutor {
  /** What has become of its tasks. */
  record Counts(long submitted, long completed, long failed, long cancelled, long rejected) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** At rest this is what was submitted. */
    long ended() {
      return completed + failed + cancelled + rejected;
    }
  }

  private final MetricRegistry registry = TestMonitors.registry();
  final Object executor;
  final ExecutorMonitor monitor;

  /** Its probes are installed from now on. */
  ProbedExecutor() {
    this(new Object());
  }

  ProbedExecutor(Object executor) {
    this.executor = executor;
    ExecutorMonitors monitors = new ExecutorMonitors(registry, new TestMonitors.Settings());
    monitors.install();
    monitor = Objects.requireNonNull(monitors.created(executor, "test", true, 2, false));
  }

  Counts counts() {
    return new Counts(
        sum("submitted_tasks_total", series -> true),
        sum("tasks_duration_seconds", series -> series.labelValues().contains("completed")),
        sum("tasks_duration_seconds", series -> series.labelValues().contains("failed")),
        sum("cancelled_tasks_total", series -> true),
        sum("rejected_tasks_total", series -> true));
  }

  long waits() {
    return sum("task_wait_seconds", series -> true);
  }

  long rejectedBy(String policy) {
    return sum("rejected_tasks_total", series -> series.labelValues().contains(policy));
  }

  private long sum(String name, Predicate<Series> wanted) {
    return registry.families().stream()
        .filter(family -> family.name().equals("java_executor_" + name))
        .flatMap(family -> family.allSeries().stream())
        .filter(wanted)
        .mapToLong(series -> series instanceof Timer t ? t.count() : ((Counter) series).value())
        .sum();
  }
}
