package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;

/** A future is made that is a FutureTask, for a thread of its own. */
final class PerTaskFutureTaskAdvice {
  private PerTaskFutureTaskAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object future, @Advice.Argument(0) Object executor) {
    ThreadPerTaskProbe.futureTaskMade(executor, future);
  }
}
