package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;

/** As {@link PerTaskFutureAdvice}, where there is no field for the monitor. */
final class LoadedFutureAdvice {
  private LoadedFutureAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object future, @Advice.Argument(0) Object executor) {
    ThreadPerTaskProbe.futureMade(null, executor, future);
  }
}
