package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;

/** As {@link ForkJoinLeftAdvice}, for tasks that have no field. */
final class LoadedLeftAdvice {
  private LoadedLeftAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object task) {
    ForkJoinProbe.leftWithoutField(task);
  }
}
