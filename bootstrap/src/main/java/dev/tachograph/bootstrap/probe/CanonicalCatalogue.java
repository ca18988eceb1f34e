package dev.tachograph.bootstrap.probe;

import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Level;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.SizeHistogram;
import dev.tachograph.bootstrap.metrics.Timer;
import org.jspecify.annotations.Nullable;

/** The names, labels and buckets that Conductor's newer SDKs share across languages. */
public final class CanonicalCatalogue extends CommonCatalogue {
  private static final double[] TIME_BUCKETS = {
    .001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10
  };
  private static final long[] SIZE_BUCKETS = {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  /** What these SDKs say where the documented catalogue says {@code error}. */
  private static final String NO_RESPONSE = "0";

  private final MetricFamily<Counter> pollErrors;
  private final MetricFamily<Counter> executionsStarted;
  private final MetricFamily<Level> activeWorkers;
  private final MetricFamily<SizeHistogram> resultSize;
  private final MetricFamily<Counter> uncaught;
  private final MetricFamily<Counter> externalPayloads;
  private final MetricFamily<SizeHistogram> workflowInputSize;
  private final MetricFamily<Timer> apiRequestTime;

  public CanonicalCatalogue(MetricRegistry registry) {
    super(registry, TIME_BUCKETS);
    pollErrors =
        registry.counter(
            "task_poll_error_total",
            "Poll requests that failed; exception is the simple name of its class.",
            "taskType",
            "exception");
    executionsStarted =
        registry.counter(
            "task_execution_started_total", "Executions of tasks that began.", "taskType");
    activeWorkers =
        registry.level("active_workers", "Executions of tasks that are under way.", "taskType");
    resultSize =
        registry.sizeHistogram(
            "task_result_size_bytes",
            "Bytes of the results reported, as serialized.",
            SIZE_BUCKETS,
            "taskType");
    uncaught =
        registry.counter(
            "thread_uncaught_exceptions_total",
            "Worker threads that died; exception is the simple name of its class.",
            "exception");
    externalPayloads =
        registry.counter(
            "external_payload_used_total",
            "Payloads that went to (WRITE), or came from (READ), external payload storage;"
                + " entityName is the task type or the workflow's name.",
            "entityName",
            "operation",
            "payloadType");
    workflowInputSize =
        registry.sizeHistogram(
            "workflow_input_size_bytes",
            "Bytes of the serialized inputs of workflows started; version is empty if the latest"
                + " was asked for.",
            SIZE_BUCKETS,
            "workflowType",
            "version");
    apiRequestTime =
        registry.timer(
            "http_api_client_request_seconds",
            "Seconds that requests to the Conductor server took; uri is the path template without"
                + " host and base path, status the HTTP code, or 0 if no response came.",
            TIME_BUCKETS,
            "method",
            "uri",
            "status");
  }

  @Override
  public void polled(String taskType, long nanos, long end, @Nullable Throwable failure) {
    super.polled(taskType, nanos, end, failure);
    if (failure != null) {
      pollErrors.series(taskType, Probes.exceptionLabel(failure)).increment();
    }
  }

  @Override
  CommonExecutions newExecutions(String taskType) {
    return new Executions(taskType);
  }

  private final class Executions extends CommonExecutions {
    private final BoundSeries<Counter> started;
    private final BoundSeries<Level> active;

    Executions(String taskType) {
      super(taskType);
      started = executionsStarted.bound(taskType);
      active = activeWorkers.bound(taskType);
    }

    @Override
    void started() {
      started.get().increment();
      active.get().rise();
    }

    @Override
    void ended(long nanos, long end, @Nullable Throwable failure) {
      active.get().fall();
      super.ended(nanos, end, failure);
    }
  }

  @Override
  public void resultSize(String taskType, long bytes) {
    resultSize.series(taskType).record(bytes);
  }

  @Override
  public void externalPayload(String name, String operation, String payloadType) {
    externalPayloads.series(name, operation, payloadType).increment();
  }

  @Override
  public void workflowInputSize(String workflowType, String version, long bytes) {
    workflowInputSize.series(workflowType, version).record(bytes);
  }

  @Override
  public void apiRequest(String method, String uri, String status, long nanos, long end) {
    String label = status.equals(ApiRequestProbe.NO_RESPONSE) ? NO_RESPONSE : status;
    apiRequestTime.series(method, uri, label).record(nanos, end);
  }

  @Override
  MetricFamily<Timer> apiRequestTime() {
    return apiRequestTime;
  }

  @Override
  public void uncaught(Throwable failure) {
    uncaught.series(Probes.exceptionLabel(failure)).increment();
  }
}
