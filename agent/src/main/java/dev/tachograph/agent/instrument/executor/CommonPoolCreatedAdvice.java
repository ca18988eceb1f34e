package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import java.util.concurrent.ForkJoinPool;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The constructor of the common pool. */
final class CommonPoolCreatedAdvice {
  private CommonPoolCreatedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(@Advice.This(optional = true) ForkJoinPool pool) {
    return ForkJoinProbe.commonPoolCreated(pool, pool.getParallelism());
  }
}
