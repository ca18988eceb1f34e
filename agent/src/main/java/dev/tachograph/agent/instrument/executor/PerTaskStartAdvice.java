package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A thread is to be started for a task. */
final class PerTaskStartAdvice {
  private PerTaskStartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object executor,
      @Advice.Argument(0) @Nullable Object task) {
    ThreadPerTaskProbe.submitted(monitor, executor, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object executor,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.submitEnded(monitor, executor, task, thrown);
  }
}
