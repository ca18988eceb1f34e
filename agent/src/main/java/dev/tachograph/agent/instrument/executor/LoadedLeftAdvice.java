package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;

/** As {@link ForkJoinLeftAdvice}, for tasks that have no field. */
final class LoadedLeftAdvice {
  private LoadedLeftAdvice() {}

  @Advice.OnEnter
  static long enter() {
    return ForkJoinProbe.entered();
  }

  @Advice.OnExit
  static void exit(@Advice.This Object task, @Advice.Entered long entered) {
    ForkJoinProbe.leftWithoutField(task, entered);
  }
}
