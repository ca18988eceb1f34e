package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;

/** A runner is told to stop; its last poll may still be under way. */
final class PollingEndAdvice {
  private PollingEndAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object runner) {
    WorkerProbe.pollingEnded(runner);
  }
}
