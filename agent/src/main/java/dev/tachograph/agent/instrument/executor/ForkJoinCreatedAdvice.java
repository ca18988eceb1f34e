package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** The constructor of a fork-join pool that all others call. */
final class ForkJoinCreatedAdvice {
  private ForkJoinCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This Object pool,
      @Advice.Argument(0) int parallelism,
      @Advice.Argument(1) Object factory) {
    return ForkJoinProbe.created(pool, parallelism, factory);
  }
}
