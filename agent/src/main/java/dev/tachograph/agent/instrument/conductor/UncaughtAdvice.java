package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;

/** A worker thread died; only client 6 and later have a method for it. */
final class UncaughtAdvice {
  private UncaughtAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(1) Throwable failure) {
    WorkerProbe.uncaught(failure);
  }
}
