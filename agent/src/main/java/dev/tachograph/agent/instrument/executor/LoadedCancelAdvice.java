package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;

/** As {@link ForkJoinCancelAdvice}, for tasks that have no field. */
final class LoadedCancelAdvice {
  private LoadedCancelAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object task) {
    ForkJoinProbe.cancelledWithoutField(task);
  }
}
