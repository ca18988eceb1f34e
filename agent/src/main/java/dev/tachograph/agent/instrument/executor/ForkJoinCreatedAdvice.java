package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The constructor of a fork-join pool that all others call. */
final class ForkJoinCreatedAdvice {
  private ForkJoinCreatedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(0) int parallelism,
      @Advice.Argument(1) Object factory) {
    return ForkJoinProbe.created(pool, parallelism, factory);
  }
}
