package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The thread of a task is started. */
final class PerTaskThreadAdvice {
  private PerTaskThreadAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object executor,
      @Advice.Argument(0) Thread thread) {
    ThreadPoolProbe.threadStarts(monitor, executor, thread);
  }
}
