package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A pool is started, perhaps not for the first time. */
final class PoolStartAdvice {
  private PoolStartAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Field("_maxThreads") int maxThreads) {
    WorkerLoopProbe.opened(monitor, pool, maxThreads);
  }
}
