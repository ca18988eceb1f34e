package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;

/** The runner asks whether a worker is paused. */
final class PausedAdvice {
  private PausedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return boolean paused) {
    WorkerProbe.pauseChecked(paused);
  }
}
