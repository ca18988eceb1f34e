package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.support.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Keeps state of one thread between advice in different methods.
 *
 * <p>A task result does not contain its task's type, nor a response its request. The SDK knows them
 * in an outer method, and the probe needs them in an inner one. State that begins and ends in one
 * method is kept in that method's own variables instead.
 */
final class WorkerThread {
  /** One request to the server. Requests nest when the SDK renews a token during a request. */
  static final class Request {
    final @Nullable Request outer;
    final long start;
    String status = HttpStatus.NO_RESPONSE;

    Request(@Nullable Request outer, long start) {
      this.outer = outer;
      this.start = start;
    }
  }

  private static final ThreadLocal<@Nullable WorkerThread> CURRENT = new ThreadLocal<>();

  /** The task type or workflow name that the thread works for, as far as the SDK knows. */
  @Nullable String subject;

  /** Whether the thread is sending a task's result. */
  boolean updating;

  /** Whether the thread is starting a workflow. */
  boolean starting;

  /** The size in bytes of the payload being sent; -1 while it is unknown. */
  long payloadBytes = -1;

  /** Free execution slots found in this round of polling. */
  int freeSlots;

  /** The innermost request in progress. */
  @Nullable Request request;

  /** The path template of the next request, if the SDK resolves it before it sends. */
  @Nullable String nextTemplate;

  static WorkerThread current() {
    WorkerThread current = CURRENT.get();
    if (current == null) {
      current = new WorkerThread();
      CURRENT.set(current);
    }
    return current;
  }
}
