package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The constructor of the executor that starts a thread for each task. */
final class PerTaskCreatedAdvice {
  private PerTaskCreatedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This(optional = true) Object executor,
      @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return ThreadPerTaskProbe.created(executor, kept);
  }
}
