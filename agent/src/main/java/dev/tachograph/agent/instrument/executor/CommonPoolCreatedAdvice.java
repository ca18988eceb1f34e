package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** The constructor of the common pool. */
final class CommonPoolCreatedAdvice {
  private CommonPoolCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(@Advice.This ForkJoinPool pool) {
    return ForkJoinProbe.commonPoolCreated(pool, pool.getParallelism());
  }
}
