package dev.tachograph.bootstrap.probe;

import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Level;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.uri.Endpoint;
import dev.tachograph.bootstrap.uri.UriTemplates;
import org.jspecify.annotations.Nullable;

/** What all catalogues call by the same names. They differ in the buckets of the timers. */
abstract class CommonCatalogue implements Catalogue {
  private static final String SUCCESS = "SUCCESS";
  private static final String FAILURE = "FAILURE";

  private final MetricFamily<Counter> polls;
  private final MetricFamily<Timer> pollTime;
  private final MetricFamily<Timer> executeTime;
  private final MetricFamily<Counter> executeErrors;
  private final MetricFamily<Timer> updateTime;
  private final MetricFamily<Counter> updateErrors;
  private final MetricFamily<Counter> queueFull;
  private final MetricFamily<Counter> paused;
  private final MetricFamily<Counter> restarts;
  private final MetricFamily<Counter> workflowStartErrors;
  private final MetricFamily<Timer> httpCallTime;
  private final MetricFamily<Level> httpCallsInFlight;
  private final MetricFamily<Counter> httpCallErrors;

  private final TaskExecutionsTable executions =
      new TaskExecutionsTable() {
        @Override
        TaskExecutions create(String taskType) {
          return newExecutions(taskType);
        }
      };

  /** What all catalogues count of the executions of one task type. */
  abstract class CommonExecutions extends TaskExecutions {
    private final String taskType;
    private final BoundSeries<Timer> successes;
    private final BoundSeries<Timer> failures;

    CommonExecutions(String taskType) {
      this.taskType = taskType;
      successes = executeTime.bound(taskType, SUCCESS);
      failures = executeTime.bound(taskType, FAILURE);
    }

    @Override
    void ended(long nanos, long end, @Nullable Throwable failure) {
      if (failure == null) {
        successes.get().record(nanos, end);
      } else {
        failures.get().record(nanos, end);
        executeErrors.series(taskType, Probes.exceptionLabel(failure)).increment();
      }
    }
  }

  /**
   * @param timeBuckets default bounds of the timers' histograms, in seconds
   */
  CommonCatalogue(MetricRegistry registry, double[] timeBuckets) {
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
    executeTime =
        registry.timer(
            "task_execute_time_seconds",
            "Seconds that executions of tasks took; status is FAILURE if the worker threw, SUCCESS"
                + " if it returned, whatever the status of the result.",
            timeBuckets,
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
    httpCallTime =
        registry.timer(
            "http_client_request_time_seconds",
            "Seconds that calls of HTTP clients took; uri is the path's template, status the HTTP"
                + " code, or error if no response came. Requests to the Conductor server are not"
                + " among them.",
            timeBuckets,
            "client",
            "method",
            "host",
            "uri",
            "status");
    httpCallsInFlight =
        registry.level(
            "http_client_requests_in_flight",
            "Calls of HTTP clients that are under way.",
            "client",
            "host");
    httpCallErrors =
        registry.counter(
            "http_client_request_errors_total",
            "Calls of HTTP clients that got no response, or lost it half-way; exception is the"
                + " simple name of its class.",
            "client",
            "host",
            "exception");
  }

  /** How the executions of tasks of one type are counted. */
  abstract CommonExecutions newExecutions(String taskType);

  /** The timer of requests to the Conductor server, which has another name in each catalogue. */
  abstract MetricFamily<Timer> apiRequestTime();

  private static String status(@Nullable Throwable failure) {
    return failure == null ? SUCCESS : FAILURE;
  }

  @Override
  public void pollSent(String taskType) {
    polls.series(taskType).increment();
  }

  @Override
  public void polled(String taskType, long nanos, long end, @Nullable Throwable failure) {
    pollTime.series(taskType, status(failure)).record(nanos, end);
  }

  @Override
  public final TaskExecutions executions(String taskType) {
    return executions.of(taskType);
  }

  @Override
  public void updated(String taskType, long nanos, long end, @Nullable Throwable failure) {
    updateTime.series(taskType, status(failure)).record(nanos, end);
    if (failure != null) {
      updateErrors.series(taskType, Probes.exceptionLabel(failure)).increment();
    }
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
  public void workflowStartFailed(String workflowType, Throwable failure) {
    workflowStartErrors.series(workflowType, Probes.exceptionLabel(failure)).increment();
  }

  @Override
  public void useTemplates(HttpClientSettings httpClients) {
    UriTemplates templates = httpClients.templates;
    httpCallTime.relabelBy(new CurrentTemplates(templates, 2, 3));
    httpCallsInFlight.relabelBy(new CurrentTemplates(templates, 1, -1));
    httpCallErrors.relabelBy(new CurrentTemplates(templates, 1, -1));
    apiRequestTime().relabelBy(new CurrentTemplates(httpClients.apiTemplates, -1, 1));
  }

  @Override
  public Level httpCallsInFlight(String client, String host) {
    return httpCallsInFlight.series(client, host);
  }

  @Override
  public void httpCallEnded(
      String client,
      String method,
      Endpoint endpoint,
      String status,
      long nanos,
      long end,
      @Nullable Throwable failure) {
    httpCallTime.series(client, method, endpoint.host(), endpoint.uri(), status).record(nanos, end);
    if (failure != null) {
      httpCallErrors.series(client, endpoint.host(), Probes.exceptionLabel(failure)).increment();
    }
  }
}
