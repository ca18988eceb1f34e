package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;

/** A worker that was waiting for a task when the pool was woven has got one. */
final class LoadedBeforeExecuteAdvice {
  private LoadedBeforeExecuteAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object pool, @Advice.Argument(1) Object task) {
    ThreadPoolProbe.workerPrepares(pool, task);
  }
}
