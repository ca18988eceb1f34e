package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A pool is created, by the innermost constructor. */
final class PoolCreatedAdvice {
  private PoolCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This Object pool,
      @Advice.Field("_maxThreads") int maxThreads,
      @Advice.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return WorkerLoopProbe.created(pool, maxThreads, kept);
  }
}
