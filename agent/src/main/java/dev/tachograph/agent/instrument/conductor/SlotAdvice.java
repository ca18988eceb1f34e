package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;

/** {@code TaskRunner} takes one execution slot after another until there is none. */
final class SlotAdvice {
  private SlotAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned boolean free) {
    WorkerProbe.slotTried(free);
  }
}
