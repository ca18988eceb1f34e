package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The families of executors. Names and semantics are those of Python's executor-exporter, with
 * {@code java} for {@code python}. The families that it lacks (cancelled, rejected, queues) are
 * ours.
 */
final class ExecutorMetrics {
  private static final String EXECUTOR = "executor";
  private static final String TYPE = "executor_type";

  private static final double[] BUCKETS = {
    .005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10
  };

  final MetricFamily<Counter> maxWorkers;
  final MetricFamily<Counter> initializedWorkers;
  final MetricFamily<Counter> terminatedWorkers;
  final MetricFamily<Counter> submitted;
  final MetricFamily<Counter> cancelled;
  final MetricFamily<Counter> rejected;
  final MetricFamily<Counter> callerRuns;
  final MetricFamily<Timer> wait;
  final MetricFamily<Timer> duration;
  final MetricFamily<Gauge> running;
  final @Nullable MetricFamily<Gauge> runningOfReference;
  final MetricFamily<Gauge> queued;

  /**
   * Registers the families. {@link PoolGauges} reads those of tasks together.
   *
   * @param gaugesOfReference whether a gauge also has the name that it has in executor-exporter
   */
  ExecutorMetrics(MetricRegistry registry, PoolGauges pools, boolean gaugesOfReference) {
    gauge(registry, pools, PoolGauges.Kind.MAX_THREADS);
    gauge(registry, pools, PoolGauges.Kind.CORE_THREADS);
    gauge(registry, pools, PoolGauges.Kind.THREADS);
    gauge(registry, pools, PoolGauges.Kind.REMAINING_CAPACITY);
    maxWorkers =
        registry.counter(
            "java_executor_max_workers_total",
            "Threads that executors may have at most, added up when each is first used; those"
                + " without a limit add nothing.",
            EXECUTOR,
            TYPE);
    initializedWorkers =
        registry.counter(
            "java_executor_initialized_workers_total",
            "Worker threads that have started.",
            EXECUTOR,
            TYPE);
    terminatedWorkers =
        registry.counter(
            "java_executor_workers_terminated_total",
            "Worker threads that have ended; abrupt is true if a task's exception ended it.",
            EXECUTOR,
            TYPE,
            "abrupt");
    cancelled =
        registry.counter(
            "java_executor_cancelled_tasks_total",
            "Tasks that left without having run: cancelled, removed from the queue, or dropped by"
                + " shutdownNow.",
            EXECUTOR,
            TYPE);
    rejected =
        registry.counter(
            "java_executor_rejected_tasks_total",
            "Tasks that were refused and not run by the caller; policy is the simple class name of"
                + " the rejection handler, none if the executor has no such thing.",
            EXECUTOR,
            TYPE,
            "policy");
    callerRuns =
        registry.counter(
            "java_executor_caller_runs_total",
            "Tasks that were refused and run by the thread that handed them in; they are completed"
                + " or failed, not rejected.",
            EXECUTOR,
            TYPE);
    duration =
        registry.timer(
            "java_executor_tasks_duration_seconds",
            "Seconds that tasks ran; result is failed if the task threw, even if a future keeps"
                + " the exception, else completed.",
            BUCKETS.clone(),
            EXECUTOR,
            TYPE,
            "result");
    wait =
        registry.timer(
            "java_executor_task_wait_seconds",
            "Seconds from handing in a task to its start; for a scheduled task from when it was"
                + " due. Not observed for tasks that do not run.",
            BUCKETS.clone(),
            EXECUTOR,
            TYPE);
    running = gauge(registry, pools, PoolGauges.Kind.RUNNING);
    PoolGauges.Kind runs = PoolGauges.Kind.RUNNING;
    runningOfReference =
        gaugesOfReference
            ? registry.pulledGauge(
                runs.family + "_total", runs.help, pools.source(runs), EXECUTOR, TYPE)
            : null;
    queued = gauge(registry, pools, PoolGauges.Kind.QUEUED);
    submitted =
        registry.counter(
            "java_executor_submitted_tasks_total",
            "Tasks handed in, the rejected included; each run of a periodic task is one. When"
                + " nothing waits or runs it is completed + failed + cancelled + rejected.",
            EXECUTOR,
            TYPE);
    cancelled.readBy(pools);
    rejected.readBy(pools);
    duration.readBy(pools);
    running.readBy(pools);
    if (runningOfReference != null) {
      runningOfReference.readBy(pools);
    }
    queued.readBy(pools);
    submitted.readBy(pools);
  }

  private static MetricFamily<Gauge> gauge(
      MetricRegistry registry, PoolGauges pools, PoolGauges.Kind kind) {
    return registry.pulledGauge(kind.family, kind.help, pools.source(kind), EXECUTOR, TYPE);
  }
}
