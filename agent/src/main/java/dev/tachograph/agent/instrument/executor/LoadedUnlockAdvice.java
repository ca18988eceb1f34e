package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;

/** A worker whose loop began before it could be woven has run a task. */
final class LoadedUnlockAdvice {
  private LoadedUnlockAdvice() {}

  @Advice.OnEnter
  static void enter() {
    ThreadPoolProbe.workerReleased();
  }
}
