package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;

/** A runner is told to stop; its last poll may still be under way. */
final class PollingEndAdvice {
  private PollingEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object runner) {
    WorkerProbe.pollingEnded(runner);
  }
}
