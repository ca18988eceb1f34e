package dev.tachograph.bootstrap.conductor;

import org.jspecify.annotations.Nullable;

/**
 * What one thread is doing between two pieces of advice in different methods.
 *
 * <p>A task result does not carry its task's type, a response not its request: the SDK knows them
 * in an outer method, the probe needs them in an inner one. What begins and ends in one method is
 * kept in that method's own variables instead.
 */
final class WorkerThread {
  /** One request to the server that is under way; they nest when a token is renewed on the way. */
  static final class Request {
    final @Nullable Request outer;
    final long start;
    String status = ConductorMetrics.NO_RESPONSE;

    Request(@Nullable Request outer, long start) {
      this.outer = outer;
      this.start = start;
    }
  }

  private static final ThreadLocal<WorkerThread> CURRENT =
      new ThreadLocal<WorkerThread>() {
        @Override
        protected WorkerThread initialValue() {
          return new WorkerThread();
        }
      };

  /** The task type or workflow name that the thread works for, as far as the SDK knows. */
  @Nullable String subject;

  /** Whether a task's result is being sent. */
  boolean updating;

  /** Whether a workflow is being started. */
  boolean starting;

  /** Bytes of the payload that is being sent; -1 before it is known. */
  long payloadBytes = -1;

  /** Free execution slots found in this round of polling. */
  int freeSlots;

  /** The innermost request under way. */
  @Nullable Request request;

  /** The path template of the next request, where the SDK tells it before it sends. */
  @Nullable String nextTemplate;

  static WorkerThread current() {
    return CURRENT.get();
  }
}
