package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.SizeHistogram;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.support.HttpStatus;
import org.jspecify.annotations.Nullable;

/** The names, labels and buckets that Conductor's newer SDKs share across languages. */
final class CanonicalConductorMetrics extends ConductorMetrics {
  private static final long[] SIZE_BUCKETS = {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  /** The status where the documented catalogue has {@code error}. */
  private static final String CODE_WITHOUT_RESPONSE = "0";

  private final MetricFamily<Counter> pollErrors;
  private final MetricFamily<SizeHistogram> resultSize;
  private final MetricFamily<Counter> uncaught;
  private final MetricFamily<Counter> externalPayloads;
  private final MetricFamily<SizeHistogram> workflowInputSize;
  private final MetricFamily<Timer> apiRequestTime;

  CanonicalConductorMetrics(MetricRegistry registry, double[] timeBuckets) {
    super(registry, timeBuckets);
    pollErrors =
        registry.counter(
            "task_poll_error_total",
            "Poll requests that failed; exception is the simple name of its class.",
            "taskType",
            "exception");
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
            timeBuckets,
            "method",
            "uri",
            "status");
  }

  @Override
  void polled(String taskType, long nanos, long end, @Nullable Throwable failure) {
    super.polled(taskType, nanos, end, failure);
    if (failure != null) {
      pollErrors.series(taskType, Failures.label(failure)).increment();
    }
  }

  @Override
  void resultSize(String taskType, long bytes) {
    resultSize.series(taskType).record(bytes);
  }

  @Override
  void externalPayload(String name, String operation, String payloadType) {
    externalPayloads.series(name, operation, payloadType).increment();
  }

  @Override
  void workflowInputSize(String workflowType, String version, long bytes) {
    workflowInputSize.series(workflowType, version).record(bytes);
  }

  @Override
  void apiRequest(String method, String uri, String status, long nanos, long end) {
    String label = status.equals(HttpStatus.NO_RESPONSE) ? CODE_WITHOUT_RESPONSE : status;
    apiRequestTime.series(method, uri, label).record(nanos, end);
  }

  @Override
  public void relabelApiRequests(Relabeling templates) {
    apiRequestTime.relabelBy(templates);
  }

  @Override
  void uncaught(Throwable failure) {
    uncaught.series(Failures.label(failure)).increment();
  }
}
