package dev.tachograph.bootstrap.task;

import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import org.jspecify.annotations.Nullable;

/** Executions under the names of the Conductor SDK's published documentation. */
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
  public void relabelBy(Relabeling relabeling) {
    super.relabelBy(relabeling);
    lastTime.relabelBy(relabeling);
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
    public void ended(long nanos, long end, @Nullable Throwable failure) {
      super.ended(nanos, end, failure);
      // Set it afterwards: otherwise the record's compare-and-set waits until the division is
      // stored.
      last.get().set(nanos / NANOS_PER_SECOND);
    }
  }
}
