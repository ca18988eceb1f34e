package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A pool is as good as created when it starts its core threads. */
final class PrestartAdvice {
  private PrestartAdvice() {}

  @Advice.OnEnter
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object enter(
      @Advice.This Object pool,
      @Advice.Field("maximumPoolSize") int maxThreads,
      @Advice.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return ThreadPoolProbe.created(pool, maxThreads, kept);
  }
}
