package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;

/** One round of {@code TaskRunner}: it collects free slots, then polls for as many tasks. */
final class PollRoundAdvice {
  private PollRoundAdvice() {}

  @Advice.OnEnter
  static void enter() {
    WorkerProbe.roundStarted();
  }
}
