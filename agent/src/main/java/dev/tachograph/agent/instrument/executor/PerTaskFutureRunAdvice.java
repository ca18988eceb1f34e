package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The thread of a future runs it. */
final class PerTaskFutureRunAdvice {
  private PerTaskFutureRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Woven.Field(value = "executor", type = ExecutorInstrumentation.PER_TASK) Object executor,
      @Advice.This(optional = true) Object future) {
    return ThreadPerTaskProbe.started(monitor, executor, future);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.ended(started, thrown);
  }
}
