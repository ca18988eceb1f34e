package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A thread works for a loop. */
final class LoopThreadAdvice {
  private LoopThreadAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Receiver Object loop) {
    WorkerLoopProbe.workerStarted(loop);
  }

  @Advice.OnExit
  static void exit(@Advice.Receiver Object loop, @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.workerEnded(loop, thrown);
  }
}
