package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;

/** A worker that was waiting for a task when the pool was woven has got one. */
final class LoadedBeforeExecuteAdvice {
  private LoadedBeforeExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object pool, @Advice.Argument(1) Object task) {
    ThreadPoolProbe.workerPrepares(pool, task);
  }
}
