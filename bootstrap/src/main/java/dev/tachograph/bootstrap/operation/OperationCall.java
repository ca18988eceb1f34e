package dev.tachograph.bootstrap.operation;

import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An operation that the application has begun by itself. Its value tells whether it has ended: with
 * a separate object for that, each would cost twice the memory. Thread-safe.
 */
final class OperationCall extends AtomicBoolean {
  private static final long serialVersionUID = 1;

  private final transient Operation operation;
  private final transient OutcomeTimer timer;
  private final transient Thread thread;
  private final transient long start;

  /** Null while it has not failed. */
  private transient volatile @Nullable String errorType;

  OperationCall(Operation operation, OutcomeTimer timer, long start) {
    this.operation = operation;
    this.timer = timer;
    this.thread = Thread.currentThread();
    this.start = start;
    timer.begin();
    CurrentOperation.enter(timer, this);
  }

  /** The first failure counts. */
  void failed(String type) {
    if (errorType == null) {
      errorType = type;
    }
  }

  void retried() {
    if (!get()) {
      timer.repeat();
    }
  }

  /** Only the first end counts. */
  void end() {
    if (!compareAndSet(false, true)) {
      return;
    }
    if (Thread.currentThread() == thread) {
      CurrentOperation.leave(timer);
    }
    String failure = errorType;
    if (failure != null) {
      operation.failed(timer, failure);
    }
    long end = System.nanoTime();
    if (failure == null) {
      timer.succeed(end - start, end);
    } else {
      timer.fail(end - start, end);
    }
  }
}
