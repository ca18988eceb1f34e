package dev.tachograph.bootstrap.task;

import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** Executions as the Conductor SDK's published documentation has them. */
final class DocumentedTaskMetrics extends TaskMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MetricFamily<Gauge> lastTime;

  DocumentedTaskMetrics(MetricRegistry registry) {
    super(registry, Buckets.DEFAULT);
    lastTime =
        registry.gauge(
            "task_execute_time", "Seconds that the last execution of a task took.", "taskType");
  }

  @Override
  TaskExecutions newExecutions(String taskType) {
    return new Executions(taskType);
  }

  private final class Executions extends TimedExecutions {
    private final BoundSeries<Gauge> last;

    Executions(String taskType) {
      super(taskType);
      last = lastTime.bound(taskType);
    }

    @Override
    void started() {
      // This catalogue counts executions when they end.
    }

    @Override
    void ended(long nanos, long end, @Nullable Throwable failure) {
      super.ended(nanos, end, failure);
      // Afterwards: the record's compare-and-set would wait for the division to be stored.
      last.get().set(nanos / NANOS_PER_SECOND);
    }
  }
}
