package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;

/** A future is made that is a FutureTask, for a thread of its own. */
final class PerTaskFutureTaskAdvice {
  private PerTaskFutureTaskAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object future, @Advice.Argument(0) Object executor) {
    ThreadPerTaskProbe.futureTaskMade(executor, future);
  }
}
