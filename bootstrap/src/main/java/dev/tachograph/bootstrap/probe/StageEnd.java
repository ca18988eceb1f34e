package dev.tachograph.bootstrap.probe;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ends an execution when the stage that the method returned completes. */
final class StageEnd implements BiConsumer<Object, Throwable> {
  private final String taskType;
  private final long start;

  StageEnd(String taskType, long start) {
    this.taskType = taskType;
    this.start = start;
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable failure) {
    try {
      WorkerProbe.executionEnded(taskType, start, unwrapped(failure));
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
    }
  }

  /** A dependent stage sees its source's failure in a wrapper, which tells nobody anything. */
  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    if (failure instanceof CompletionException || failure instanceof ExecutionException) {
      Throwable cause = failure.getCause();
      return cause == null ? failure : cause;
    }
    return failure;
  }
}
