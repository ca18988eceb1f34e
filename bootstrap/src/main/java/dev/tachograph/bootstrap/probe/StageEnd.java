package dev.tachograph.bootstrap.probe;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ends an execution, once, when the stage that the method returned completes. */
final class StageEnd implements BiConsumer<Object, Throwable> {
  private final TaskExecutions executions;
  private final long start;
  private final AtomicBoolean ended = new AtomicBoolean();

  StageEnd(TaskExecutions executions, long start) {
    this.executions = executions;
    this.start = start;
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable failure) {
    try {
      if (ended.compareAndSet(false, true)) {
        WorkerProbe.executionEnded(executions, start, unwrapped(failure));
      }
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
    }
  }

  /** A dependent stage sees its source's failure in a wrapper, which tells nobody anything. */
  static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    if (failure instanceof CompletionException || failure instanceof ExecutionException) {
      Throwable cause = failure.getCause();
      return cause == null ? failure : cause;
    }
    return failure;
  }
}
