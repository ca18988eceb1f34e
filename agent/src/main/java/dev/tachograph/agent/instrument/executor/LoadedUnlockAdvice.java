package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;

/** A worker whose loop began before it could be woven has run a task. */
final class LoadedUnlockAdvice {
  private LoadedUnlockAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    ThreadPoolProbe.workerReleased();
  }
}
