package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.bootstrap.probe.executor.OwnExecutorProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** An executor is handed a task. */
final class OwnExecuteAdvice {
  private OwnExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This(optional = true) Object executor, @Advice.Argument(0) @Nullable Object task) {
    return OwnExecutorProbe.submitted(executor, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object submitted, @Advice.Thrown @Nullable Throwable thrown) {
    OwnExecutorProbe.submitEnded(submitted, thrown);
  }
}
