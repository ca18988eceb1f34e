package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;

/** A pool reserves a thread. */
final class ReserveAdvice {
  private ReserveAdvice() {}

  @Advice.OnEnter
  static void enter() {
    WorkerLoopProbe.ownWorkStarted();
  }

  @Advice.OnExit
  static void exit() {
    WorkerLoopProbe.ownWorkEnded();
  }
}
