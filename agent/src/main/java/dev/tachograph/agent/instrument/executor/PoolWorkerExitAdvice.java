package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A worker ends. */
final class PoolWorkerExitAdvice {
  private PoolWorkerExitAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(1) boolean abrupt) {
    ThreadPoolProbe.workerEnded(monitor, pool, abrupt);
  }
}
