package dev.tachograph.bootstrap.probe;

import dev.tachograph.bootstrap.metrics.Level;
import dev.tachograph.bootstrap.uri.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happened into observations under one set of metric names.
 *
 * <p>Times are nanoseconds; {@code end} is {@link System#nanoTime()} at completion. A failure is
 * the Throwable that ended the operation, null if it succeeded. All methods may be called from any
 * thread and neither block nor keep what they are given.
 */
public interface Catalogue {
  /** A poll request is about to be sent. */
  void pollSent(String taskType);

  /** A poll request was answered, even with no task, or failed. */
  void polled(String taskType, long nanos, long end, @Nullable Throwable failure);

  /** Where the executions of tasks of one type go. */
  TaskExecutions executions(String taskType);

  /** One attempt to report a task's result ended. */
  void updated(String taskType, long nanos, long end, @Nullable Throwable failure);

  /** A task's result was serialized to so many bytes. */
  void resultSize(String taskType, long bytes);

  /** A poll was skipped because no execution slot was free. */
  void queueFull(String taskType);

  /** A poll was skipped because the worker is paused. */
  void paused(String taskType);

  /** Polling for a task type began again after it had ended. */
  void restarted(String taskType);

  /**
   * A payload went to, or came from, external storage.
   *
   * @param name task type or workflow name
   * @param operation {@code READ} or {@code WRITE}
   * @param payloadType {@code input} or {@code output}
   */
  void externalPayload(String name, String operation, String payloadType);

  /** A workflow was started with an input of so many bytes of JSON. */
  void workflowInputSize(String workflowType, String version, long bytes);

  /** A workflow could not be started. */
  void workflowStartFailed(String workflowType, Throwable failure);

  /** A request to the Conductor server ended; status is the HTTP code, or {@code error}. */
  void apiRequest(String method, String uri, String status, long nanos, long end);

  /** Calls are labelled with templates that may be joined by others later. */
  void useTemplates(HttpClientSettings httpClients);

  /** How many calls of an HTTP client of the application to this host are under way. */
  Level httpCallsInFlight(String client, String host);

  /**
   * A call of an HTTP client ended.
   *
   * @param status the HTTP code, or {@code error}
   * @param failure what the application got instead of the response, or of its body
   */
  void httpCallEnded(
      String client,
      String method,
      Endpoint endpoint,
      String status,
      long nanos,
      long end,
      @Nullable Throwable failure);

  /** A worker thread died of this. */
  void uncaught(Throwable failure);
}
