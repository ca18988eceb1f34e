package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** Cancelled tasks are removed from the queue. */
final class PoolPurgeAdvice {
  private PoolPurgeAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool) {
    ThreadPoolProbe.purged(monitor, pool);
  }
}
