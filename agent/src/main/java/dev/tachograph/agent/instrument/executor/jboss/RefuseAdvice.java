package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import net.bytebuddy.asm.Advice;

/** A pool gives a task to its other executor. */
final class RefuseAdvice {
  private RefuseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This(optional = true) Object pool) {
    HandoffPoolProbe.refused(pool);
  }
}
