package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;

/** As {@link PerTaskFutureAdvice}, where there is no field for the monitor. */
final class LoadedFutureAdvice {
  private LoadedFutureAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object future, @Advice.Argument(0) Object executor) {
    ThreadPerTaskProbe.futureMade(null, executor, future);
  }
}
