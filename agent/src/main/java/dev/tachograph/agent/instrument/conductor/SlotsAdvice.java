package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;

/** {@code TaskPollExecutor} asks how many execution slots are free. */
final class SlotsAdvice {
  private SlotsAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return int free) {
    WorkerProbe.slotsCounted(free);
  }
}
