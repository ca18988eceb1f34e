package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;

/** {@code TaskRunner} takes one execution slot after another until there is none. */
final class SlotAdvice {
  private SlotAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return boolean free) {
    WorkerProbe.slotTried(free);
  }
}
