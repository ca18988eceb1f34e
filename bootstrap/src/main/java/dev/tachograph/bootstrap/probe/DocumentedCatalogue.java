package dev.tachograph.bootstrap.probe;

import dev.tachograph.bootstrap.metrics.BoundSeries;
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
public final class DocumentedCatalogue extends CommonCatalogue {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MetricFamily<Gauge> lastPollTime;
  private final MetricFamily<Gauge> lastExecuteTime;
  private final MetricFamily<Gauge> resultSize;
  private final MetricFamily<Counter> externalPayloads;
  private final MetricFamily<Gauge> workflowInputSize;
  private final MetricFamily<Timer> apiRequestTime;

  public DocumentedCatalogue(MetricRegistry registry) {
    super(registry, Buckets.DEFAULT);
    lastPollTime =
        registry.gauge("task_poll_time", "Seconds that the last poll request took.", "taskType");
    lastExecuteTime =
        registry.gauge(
            "task_execute_time", "Seconds that the last execution of a task took.", "taskType");
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
  public void polled(String taskType, long nanos, long end, @Nullable Throwable failure) {
    super.polled(taskType, nanos, end, failure);
    lastPollTime.series(taskType).set(nanos / NANOS_PER_SECOND);
  }

  @Override
  CommonExecutions newExecutions(String taskType) {
    return new Executions(taskType);
  }

  private final class Executions extends CommonExecutions {
    private final BoundSeries<Gauge> lastTime;

    Executions(String taskType) {
      super(taskType);
      lastTime = lastExecuteTime.bound(taskType);
    }

    @Override
    void started() {
      // This catalogue counts executions when they end.
    }

    @Override
    void ended(long nanos, long end, @Nullable Throwable failure) {
      super.ended(nanos, end, failure);
      // Afterwards: the record's compare-and-set would wait for the division to be stored.
      lastTime.get().set(nanos / NANOS_PER_SECOND);
    }
  }

  @Override
  public void resultSize(String taskType, long bytes) {
    resultSize.series(taskType).set(bytes);
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
  public void apiRequest(String method, String uri, String status, long nanos, long end) {
    apiRequestTime.series(method, uri, status).record(nanos, end);
  }

  @Override
  MetricFamily<Timer> apiRequestTime() {
    return apiRequestTime;
  }

  @Override
  public void uncaught(Throwable failure) {
    // Not in this catalogue.
  }
}
