package dev.tachograph.bootstrap.task;

import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.UpDownCounter;
import org.jspecify.annotations.Nullable;

/** Executions under the names that Conductor's newer SDKs share across languages. */
final class CanonicalTaskMetrics extends TaskMetrics {
  private final MetricFamily<Counter> started;
  private final MetricFamily<UpDownCounter> active;

  CanonicalTaskMetrics(MetricRegistry registry, double[] timeBuckets) {
    super(registry, timeBuckets);
    started =
        registry.counter(
            "task_execution_started_total", "Executions of tasks that began.", "taskType");
    active =
        registry.upDownCounter(
            "active_workers", "Executions of tasks that are under way.", "taskType");
  }

  @Override
  public void relabelBy(Relabeling relabeling) {
    super.relabelBy(relabeling);
    started.relabelBy(relabeling);
    active.relabelBy(relabeling);
  }

  @Override
  TaskExecutions newExecutions(String taskType) {
    return new Executions(taskType);
  }

  private final class Executions extends TimedExecutions {
    private final BoundSeries<Counter> starts;
    private final BoundSeries<UpDownCounter> underWay;

    Executions(String taskType) {
      super(taskType);
      starts = started.bound(taskType);
      underWay = active.bound(taskType);
    }

    @Override
    public void started() {
      super.started();
      starts.get().increment();
      underWay.get().increment();
    }

    @Override
    public void ended(long nanos, long end, @Nullable Throwable failure) {
      underWay.get().decrement();
      super.ended(nanos, end, failure);
    }

    /** What was counted as started stays counted, because a counter does not fall. */
    @Override
    public void withdrawn() {
      super.withdrawn();
      underWay.get().decrement();
    }
  }
}
