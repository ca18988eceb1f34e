package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;

/** The constructor of a future that has a thread of its own. */
final class PerTaskFutureAdvice {
  private PerTaskFutureAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object future, @Advice.Argument(0) Object executor) {
    ThreadPerTaskProbe.futureMade(executor, future);
  }
}
