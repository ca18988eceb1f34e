package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;

/** The runner asks whether a worker is paused. */
final class PausedAdvice {
  private PausedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned boolean paused) {
    WorkerProbe.pauseChecked(paused);
  }
}
