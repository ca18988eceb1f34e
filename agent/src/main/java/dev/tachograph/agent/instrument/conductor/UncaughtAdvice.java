package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;

/** A worker thread died; only client 6 and later have a method for it. */
final class UncaughtAdvice {
  private UncaughtAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(1) Throwable failure) {
    WorkerProbe.uncaught(failure);
  }
}
