package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The names and labels of the Conductor SDK's published metrics documentation.
 *
 * <p>Where the SDK that it describes differs from it, the document holds: counts and sums are
 * cumulative, an exception is labelled with its class, and sizes are those of the payload.
 */
final class DocumentedConductorMetrics extends ConductorMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MetricFamily<Gauge> lastPollTime;
  private final MetricFamily<Gauge> resultSize;
  private final MetricFamily<Counter> externalPayloads;
  private final MetricFamily<Gauge> workflowInputSize;
  private final MetricFamily<Timer> apiRequestTime;

  DocumentedConductorMetrics(MetricRegistry registry) {
    super(registry, Buckets.DEFAULT);
    lastPollTime =
        registry.gauge("task_poll_time", "Seconds that the last poll request took.", "taskType");
    resultSize =
        registry.gauge(
            "task_result_size", "Bytes of the last result reported, as serialized.", "taskType");
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

  @Override
  void polled(String taskType, long nanos, long end, @Nullable Throwable failure) {
    super.polled(taskType, nanos, end, failure);
    lastPollTime.series(taskType).set(nanos / NANOS_PER_SECOND);
  }

  @Override
  void resultSize(String taskType, long bytes) {
    resultSize.series(taskType).set(bytes);
  }

  @Override
  void externalPayload(String name, String operation, String payloadType) {
    externalPayloads.series(name, payloadType).increment();
  }

  @Override
  void workflowInputSize(String workflowType, String version, long bytes) {
    workflowInputSize.series(workflowType, version).set(bytes);
  }

  @Override
  void apiRequest(String method, String uri, String status, long nanos, long end) {
    apiRequestTime.series(method, uri, status).record(nanos, end);
  }

  @Override
  public void relabelApiRequests(Relabeling templates) {
    apiRequestTime.relabelBy(templates);
  }

  @Override
  void uncaught(Throwable failure) {
    // Not in this catalogue.
  }
}
