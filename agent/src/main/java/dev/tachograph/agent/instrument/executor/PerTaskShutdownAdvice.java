package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** The executor that starts a thread for each task is shut down. */
final class PerTaskShutdownAdvice {
  private PerTaskShutdownAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object executor) {
    ThreadPerTaskProbe.shutDown(monitor, executor);
  }
}
