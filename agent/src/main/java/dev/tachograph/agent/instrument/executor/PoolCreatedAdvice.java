package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The constructor of a thread pool that all others call. */
final class PoolCreatedAdvice {
  private PoolCreatedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(1) int maxThreads,
      @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return ThreadPoolProbe.created(pool, maxThreads, kept);
  }
}
