package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A worker calls {@code beforeExecute}. */
final class PoolPrepareAdvice {
  private PoolPrepareAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(1) Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.prepared(monitor, pool, task, thrown);
  }
}
