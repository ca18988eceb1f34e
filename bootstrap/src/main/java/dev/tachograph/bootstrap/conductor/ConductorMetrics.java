package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.task.TaskMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The families of a Conductor worker, apart from executions of tasks. This class has the families
 * that all catalogues name alike. The catalogues differ in the buckets of the timers, and in the
 * other families.
 *
 * <p>Times are in nanoseconds; {@code end} is {@link System#nanoTime()} at completion. A failure is
 * the Throwable that ended the operation, null if it succeeded. All methods may be called from any
 * thread. They do not block, and do not keep their arguments.
 */
public abstract class ConductorMetrics {
  private static volatile @Nullable ConductorMetrics installed;

  private final MetricFamily<Counter> polls;
  private final MetricFamily<Timer> pollTime;
  private final MetricFamily<Timer> updateTime;
  private final MetricFamily<Counter> updateErrors;
  private final MetricFamily<Counter> queueFull;
  private final MetricFamily<Counter> paused;
  private final MetricFamily<Counter> restarts;
  private final MetricFamily<Counter> workflowStartErrors;

  /**
   * @param timeBuckets default bounds of the timers' histograms, in seconds
   */
  ConductorMetrics(MetricRegistry registry, double[] timeBuckets) {
    polls =
        registry.counter(
            "task_poll_total",
            "Poll requests sent; none is sent while a worker is paused, backs off or has no free"
                + " execution slot.",
            "taskType");
    pollTime =
        registry.timer(
            "task_poll_time_seconds",
            "Seconds that poll requests took; status is SUCCESS if the server answered, even"
                + " without a task, FAILURE if the request failed.",
            timeBuckets,
            "taskType",
            "status");
    updateTime =
        registry.timer(
            "task_update_time_seconds",
            "Seconds that attempts to report a result took; a failed attempt is FAILURE, and its"
                + " repetition another attempt.",
            timeBuckets,
            "taskType",
            "status");
    updateErrors =
        registry.counter(
            "task_update_error_total",
            "Attempts to report a result that failed; exception is the simple name of its class.",
            "taskType",
            "exception");
    queueFull =
        registry.counter(
            "task_execution_queue_full_total",
            "Polls that were skipped because no execution slot was free.",
            "taskType");
    paused =
        registry.counter(
            "task_paused_total",
            "Polls that were skipped because the worker is paused.",
            "taskType");
    restarts =
        registry.counter(
            "worker_restart_total",
            "Times that polling for a task type began again after it had ended, in this JVM.",
            "taskType");
    workflowStartErrors =
        registry.counter(
            "workflow_start_error_total",
            "Starts of workflows that failed; exception is the simple name of its class.",
            "workflowType",
            "exception");
  }

  /** The families of the documented catalogue. */
  public static ConductorMetrics documented(MetricRegistry registry) {
    return new DocumentedConductorMetrics(registry);
  }

  /**
   * The families of the canonical catalogue.
   *
   * @param timeBuckets default bounds of the timers' histograms, in seconds
   */
  public static ConductorMetrics canonical(MetricRegistry registry, double[] timeBuckets) {
    return new CanonicalConductorMetrics(registry, timeBuckets);
  }

  /** Connects the probes of this package. */
  public static void install(ConductorMetrics metrics) {
    installed = metrics;
  }

  static ConductorMetrics current() {
    ConductorMetrics metrics = installed;
    if (metrics == null) {
      throw new IllegalStateException("woven code ran before the probes were installed");
    }
    return metrics;
  }

  /** A poll request is about to be sent. */
  final void pollSent(String taskType) {
    polls.series(taskType).increment();
  }

  /** A poll request was answered, even with no task, or failed. */
  void polled(String taskType, long nanos, long end, @Nullable Throwable failure) {
    pollTime.series(taskType, TaskMetrics.status(failure)).record(nanos, end);
  }

  /** One attempt to report a task's result ended. */
  final void updated(String taskType, long nanos, long end, @Nullable Throwable failure) {
    updateTime.series(taskType, TaskMetrics.status(failure)).record(nanos, end);
    if (failure != null) {
      updateErrors.series(taskType, Failures.label(failure)).increment();
    }
  }

  /** A poll was skipped because no execution slot was free. */
  final void queueFull(String taskType) {
    queueFull.series(taskType).increment();
  }

  /** A poll was skipped because the worker is paused. */
  final void paused(String taskType) {
    paused.series(taskType).increment();
  }

  /** Polling for a task type began again after it had ended. */
  final void restarted(String taskType) {
    restarts.series(taskType).increment();
  }

  /** A workflow could not be started. */
  final void workflowStartFailed(String workflowType, Throwable failure) {
    workflowStartErrors.series(workflowType, Failures.label(failure)).increment();
  }

  /** A task's result was serialized to this many bytes. */
  abstract void resultSize(String taskType, long bytes);

  /**
   * A payload was sent to or fetched from external storage.
   *
   * @param name task type or workflow name
   * @param operation {@code READ} or {@code WRITE}
   * @param payloadType {@code input} or {@code output}
   */
  abstract void externalPayload(String name, String operation, String payloadType);

  /** A workflow was started with an input of this many bytes of JSON. */
  abstract void workflowInputSize(String workflowType, String version, long bytes);

  /** A request to the Conductor server ended; status is the HTTP code, or {@code error}. */
  abstract void apiRequest(String method, String uri, String status, long nanos, long end);

  /**
   * Sets the relabeling of requests to the server, whose templates may be joined later.
   *
   * @param templates for the labels {@code method}, {@code uri} and {@code status}
   */
  public abstract void relabelApiRequests(Relabeling templates);

  /** This exception ended a worker thread. */
  abstract void uncaught(Throwable failure);
}
