package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;

/** A pool that was shut down meanwhile removes the task that it is handed, to refuse it. */
final class PoolTakeBackAdvice {
  private PoolTakeBackAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    ThreadPoolProbe.takingBack();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit() {
    ThreadPoolProbe.takenBack();
  }
}
