package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;

/** A pool reserves a thread. */
final class ReserveAdvice {
  private ReserveAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    WorkerLoopProbe.ownWorkStarted();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit() {
    WorkerLoopProbe.ownWorkEnded();
  }
}
