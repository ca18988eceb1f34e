package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;

/** One round of {@code TaskRunner}: it collects free slots, then polls for as many tasks. */
final class PollRoundAdvice {
  private PollRoundAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    WorkerProbe.roundStarted();
  }
}
