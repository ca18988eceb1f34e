package dev.tachograph.bootstrap.task;

import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.UpDownCounter;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** How many were counted as started, and then turned out to be none. */
    private final AtomicInteger withdrawn = new AtomicInteger();

    Executions(String taskType) {
      super(taskType);
      starts = started.bound(taskType);
      underWay = active.bound(taskType);
    }

    @Override
    public void started() {
      super.started();
      if (!takesThePlaceOfOneWithdrawn()) {
        starts.get().increment();
      }
      underWay.get().increment();
    }

    @Override
    public void ended(long nanos, long end, @Nullable Throwable failure) {
      underWay.get().decrement();
      super.ended(nanos, end, failure);
    }

    private boolean takesThePlaceOfOneWithdrawn() {
      int left = withdrawn.get();
      while (left > 0 && !withdrawn.compareAndSet(left, left - 1)) {
        left = withdrawn.get();
      }
      return left > 0;
    }

    /** A counter does not fall, so a later start is not counted instead. */
    @Override
    public void withdrawn() {
      super.withdrawn();
      withdrawn.incrementAndGet();
      underWay.get().decrement();
    }
  }
}
