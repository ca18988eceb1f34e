package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** The thread of a task runs it. */
final class PerTaskRunAdvice {
  private PerTaskRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.Field(value = "executor", type = ExecutorInstrumentation.PER_TASK) Object executor,
      @Advice.Receiver Object task) {
    return ThreadPerTaskProbe.started(monitor, executor, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.ended(started, thrown);
  }
}
