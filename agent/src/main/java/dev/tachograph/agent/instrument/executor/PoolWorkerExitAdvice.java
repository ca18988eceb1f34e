package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A worker ends. */
final class PoolWorkerExitAdvice {
  private PoolWorkerExitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(1) boolean abrupt) {
    ThreadPoolProbe.workerEnded(monitor, pool, abrupt);
  }
}
