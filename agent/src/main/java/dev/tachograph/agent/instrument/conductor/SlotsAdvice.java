package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;

/** {@code TaskPollExecutor} asks how many execution slots are free. */
final class SlotsAdvice {
  private SlotsAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned int free) {
    WorkerProbe.slotsCounted(free);
  }
}
