package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool is created. */
final class PoolCreatedAdvice {
  private PoolCreatedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This(optional = true) Object pool,
      @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return HandoffPoolProbe.created(pool, kept);
  }
}
