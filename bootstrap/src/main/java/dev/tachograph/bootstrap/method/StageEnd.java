package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.support.ProbeErrors;
import dev.tachograph.bootstrap.task.TaskExecutions;
import dev.tachograph.bootstrap.task.TaskProbe;
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
        TaskProbe.ended(executions, start, Failures.unwrapped(failure));
      }
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
    }
  }
}
