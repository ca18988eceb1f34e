package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import org.jspecify.annotations.Nullable;

/** A pool is created. */
final class PoolCreatedAdvice {
  private PoolCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This Object pool, @Advice.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return HandoffPoolProbe.created(pool, kept);
  }
}
