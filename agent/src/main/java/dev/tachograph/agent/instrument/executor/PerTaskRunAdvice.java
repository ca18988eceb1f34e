package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The thread of a task runs it. */
final class PerTaskRunAdvice {
  private PerTaskRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Woven.Field(value = "executor", type = ExecutorInstrumentation.PER_TASK) Object executor,
      @Woven.Receiver Object task) {
    return ThreadPerTaskProbe.started(monitor, executor, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.ended(started, thrown);
  }
}
