package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** The constructor of a thread pool that all others call. */
final class PoolCreatedAdvice {
  private PoolCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This Object pool,
      @Advice.Argument(1) int maxThreads,
      @Advice.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return ThreadPoolProbe.created(pool, maxThreads, kept);
  }
}
