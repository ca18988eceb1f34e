package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool is created, by the innermost constructor. */
final class PoolCreatedAdvice {
  private PoolCreatedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This(optional = true) Object pool,
      @Woven.Field("_maxThreads") int maxThreads,
      @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return WorkerLoopProbe.created(pool, maxThreads, kept);
  }
}
