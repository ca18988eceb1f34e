package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** A thread is to be started for a callable. */
final class PerTaskSubmitAdvice {
  private PerTaskSubmitAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object executor,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.futureSubmitEnded(monitor, executor, thrown);
  }
}
