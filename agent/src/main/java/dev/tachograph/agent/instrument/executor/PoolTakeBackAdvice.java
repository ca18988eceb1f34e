package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;

/** A pool that was shut down meanwhile removes the task that it is handed, to refuse it. */
final class PoolTakeBackAdvice {
  private PoolTakeBackAdvice() {}

  @Advice.OnEnter
  static void enter() {
    ThreadPoolProbe.takingBack();
  }

  @Advice.OnExit
  static void exit() {
    ThreadPoolProbe.takenBack();
  }
}
