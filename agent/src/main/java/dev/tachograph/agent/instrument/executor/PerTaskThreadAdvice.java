package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** The thread of a task is started. */
final class PerTaskThreadAdvice {
  private PerTaskThreadAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object executor,
      @Advice.Argument(0) Thread thread) {
    ThreadPoolProbe.threadStarts(monitor, executor, thread);
  }
}
