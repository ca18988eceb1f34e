package dev.tachograph.bootstrap.probe.executor;

import dev.tachograph.bootstrap.metrics.GaugeReadings;
import dev.tachograph.bootstrap.metrics.GaugeSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What executors look like at the moment: asked for at a scrape, of those that are not shut down,
 * and added up over those of one name and type.
 */
final class PoolGauges {
  /** A family of gauges. */
  enum Kind {
    QUEUED("java_executor_queued_tasks", "Tasks in the queue now."),
    REMAINING_CAPACITY(
        "java_executor_queue_remaining_capacity",
        "Tasks that still fit into the queue; not there for a queue without limit."),
    RUNNING("java_executor_running_tasks", "Tasks that have started and not yet ended."),
    THREADS("java_executor_pool_threads", "Worker threads there are now."),
    CORE_THREADS(
        "java_executor_pool_core_threads",
        "Worker threads that are kept even if idle; of a fork-join pool its parallelism."),
    MAX_THREADS(
        "java_executor_pool_max_threads",
        "Worker threads there may be; not there for a pool without limit.");

    final String family;
    final String help;

    Kind(String family, String help) {
      this.family = family;
      this.help = help;
    }
  }

  private final Monitors monitors;

  PoolGauges(Monitors monitors) {
    this.monitors = monitors;
  }

  GaugeSource source(Kind kind) {
    return new GaugeSource() {
      @Override
      public void read(GaugeReadings readings) {
        if (kind == Kind.RUNNING) {
          readRunning(readings);
        } else {
          readPools(kind, readings);
        }
      }
    };
  }

  private void readRunning(GaugeReadings readings) {
    for (ExecutorSeries series : monitors.names().allSeries()) {
      readings.add(series.running(), series.executor, series.type);
    }
  }

  private void readPools(Kind kind, GaugeReadings readings) {
    if (kind == Kind.QUEUED) {
      ForkJoinProbe.WITHOUT_FIELD.sweepLost();
      OwnExecutorProbe.WAITING.sweepLost();
    }
    List<ExecutorMonitor> all = monitors.all();
    Set<ExecutorSeries> alive = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      ExecutorMonitor monitor = all.get(i);
      Object executor = monitor.executor();
      if (executor != null) {
        readPool(kind, monitor, executor, readings);
        ExecutorSeries series = monitor.seriesIfNamed();
        if (series != null) {
          alive.add(series);
        }
      }
    }
    if (kind == Kind.QUEUED) {
      lookAfterTheDead(alive);
    }
  }

  /** Tasks that were lost with their executors count as cancelled. */
  private synchronized void lookAfterTheDead(Set<ExecutorSeries> alive) {
    long now = System.nanoTime();
    for (ExecutorSeries series : monitors.names().allSeries()) {
      if (alive.contains(series)) {
        series.hasExecutor();
      } else {
        series.lookWithoutExecutor(now);
      }
    }
  }

  private static void readPool(
      Kind kind, ExecutorMonitor monitor, Object executor, GaugeReadings readings) {
    double value;
    boolean mayHoldMore;
    try {
      int workers = monitor.workers.get();
      value =
          kind == Kind.THREADS && workers > 0 && !monitor.isAdopted()
              ? workers
              : PoolState.read(kind, executor);
      // To ask a pool for its busy workers takes its lock, so only where the answer matters.
      mayHoldMore =
          kind == Kind.QUEUED
              && value == 0
              && monitor.waiting.size() > 0
              && PoolState.mayHoldTasks(executor);
    } catch (RuntimeException | LinkageError e) {
      // Executors are classes of the application, too, and may do anything when asked.
      return;
    }
    if (kind == Kind.QUEUED && value >= 0) {
      monitor.look((int) value, mayHoldMore, System.nanoTime());
    }
    ExecutorSeries series = monitor.seriesIfNamed();
    if (series != null && !monitor.closed && value >= 0) {
      readings.add(value, series.executor, series.type);
    }
  }
}
