package dev.tachograph.bootstrap.probe;

import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The names and labels of the Conductor SDK's published metrics documentation.
 *
 * <p>Where the SDK that it describes differs from it, the document holds: counts and sums are
 * cumulative, an exception is labelled with its class, and sizes are those of the payload.
 */
public final class DocumentedCatalogue implements Catalogue {
  static final String SUCCESS = "SUCCESS";
  static final String FAILURE = "FAILURE";
  private static final double NANOS_PER_SECOND = 1e9;

  private final MetricFamily<Counter> polls;
  private final MetricFamily<Gauge> lastPollTime;
  private final MetricFamily<Timer> pollTime;
  private final MetricFamily<Gauge> lastExecuteTime;
  private final MetricFamily<Timer> executeTime;
  private final MetricFamily<Counter> executeErrors;
  private final MetricFamily<Timer> updateTime;
  private final MetricFamily<Counter> updateErrors;
  private final MetricFamily<Gauge> resultSize;
  private final MetricFamily<Counter> queueFull;
  private final MetricFamily<Counter> paused;
  private final MetricFamily<Counter> restarts;
  private final MetricFamily<Counter> externalPayloads;
  private final MetricFamily<Gauge> workflowInputSize;
  private final MetricFamily<Counter> workflowStartErrors;
  private final MetricFamily<Timer> apiRequestTime;

  public DocumentedCatalogue(MetricRegistry registry) {
    polls =
        registry.counter(
            "task_poll_total",
            "Poll requests sent; none is sent while a worker is paused, backs off or has no free"
                + " execution slot.",
            "taskType");
    lastPollTime =
        registry.gauge("task_poll_time", "Seconds that the last poll request took.", "taskType");
    pollTime =
        registry.timer(
            "task_poll_time_seconds",
            "Seconds that poll requests took; status is SUCCESS if the server answered, even"
                + " without a task, FAILURE if the request failed.",
            Buckets.DEFAULT,
            "taskType",
            "status");
    lastExecuteTime =
        registry.gauge(
            "task_execute_time", "Seconds that the last execution of a task took.", "taskType");
    executeTime =
        registry.timer(
            "task_execute_time_seconds",
            "Seconds that executions of tasks took; status is FAILURE if the worker threw, SUCCESS"
                + " if it returned, whatever the status of the result.",
            Buckets.DEFAULT,
            "taskType",
            "status");
    executeErrors =
        registry.counter(
            "task_execute_error_total",
            "Executions that threw; exception is the simple name of its class.",
            "taskType",
            "exception");
    updateTime =
        registry.timer(
            "task_update_time_seconds",
            "Seconds that attempts to report a result took; a failed attempt is FAILURE, and its"
                + " repetition another attempt.",
            Buckets.DEFAULT,
            "taskType",
            "status");
    updateErrors =
        registry.counter(
            "task_update_error_total",
            "Attempts to report a result that failed; exception is the simple name of its class.",
            "taskType",
            "exception");
    resultSize =
        registry.gauge(
            "task_result_size", "Bytes of the last result reported, as serialized.", "taskType");
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
    externalPayloads =
        registry.counter(
            "external_payload_used_total",
            "Payloads that went to, or came from, external payload storage; payloadType is input or"
                + " output, taskType the task type or the workflow's name.",
            "taskType",
            "payloadType");
    workflowInputSize =
        registry.gauge(
            "workflow_input_size",
            "Bytes of the serialized input of the last start of a workflow; version is empty if the"
                + " latest was asked for.",
            "workflowType",
            "version");
    workflowStartErrors =
        registry.counter(
            "workflow_start_error_total",
            "Starts of workflows that failed; exception is the simple name of its class.",
            "workflowType",
            "exception");
    apiRequestTime =
        registry.timer(
            "api_request_time_seconds",
            "Seconds that requests to the Conductor server took; uri is the path template without"
                + " host and base path, status the HTTP code, or error if no response came.",
            Buckets.DEFAULT,
            "method",
            "uri",
            "status");
  }

  static String status(@Nullable Throwable failure) {
    return failure == null ? SUCCESS : FAILURE;
  }

  @Override
  public void pollSent(String taskType) {
    polls.series(taskType).increment();
  }

  @Override
  public void polled(String taskType, long nanos, long end, @Nullable Throwable failure) {
    lastPollTime.series(taskType).set(nanos / NANOS_PER_SECOND);
    pollTime.series(taskType, status(failure)).record(nanos, end);
  }

  @Override
  public void executionStarted(String taskType) {
    // This catalogue counts executions when they end.
  }

  @Override
  public void executed(String taskType, long nanos, long end, @Nullable Throwable failure) {
    lastExecuteTime.series(taskType).set(nanos / NANOS_PER_SECOND);
    executeTime.series(taskType, status(failure)).record(nanos, end);
    if (failure != null) {
      executeErrors.series(taskType, Probes.exceptionLabel(failure)).increment();
    }
  }

  @Override
  public void updated(String taskType, long nanos, long end, @Nullable Throwable failure) {
    updateTime.series(taskType, status(failure)).record(nanos, end);
    if (failure != null) {
      updateErrors.series(taskType, Probes.exceptionLabel(failure)).increment();
    }
  }

  @Override
  public void resultSize(String taskType, long bytes) {
    resultSize.series(taskType).set(bytes);
  }

  @Override
  public void queueFull(String taskType) {
    queueFull.series(taskType).increment();
  }

  @Override
  public void paused(String taskType) {
    paused.series(taskType).increment();
  }

  @Override
  public void restarted(String taskType) {
    restarts.series(taskType).increment();
  }

  @Override
  public void externalPayload(String name, String operation, String payloadType) {
    externalPayloads.series(name, payloadType).increment();
  }

  @Override
  public void workflowInputSize(String workflowType, String version, long bytes) {
    workflowInputSize.series(workflowType, version).set(bytes);
  }

  @Override
  public void workflowStartFailed(String workflowType, Throwable failure) {
    workflowStartErrors.series(workflowType, Probes.exceptionLabel(failure)).increment();
  }

  @Override
  public void apiRequest(String method, String uri, String status, long nanos, long end) {
    apiRequestTime.series(method, uri, status).record(nanos, end);
  }

  @Override
  public void uncaught(Throwable failure) {
    // Not in this catalogue.
  }
}
