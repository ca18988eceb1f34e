package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** The constructor of the executor that starts a thread for each task. */
final class PerTaskCreatedAdvice {
  private PerTaskCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This Object executor, @Advice.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return ThreadPerTaskProbe.created(executor, kept);
  }
}
