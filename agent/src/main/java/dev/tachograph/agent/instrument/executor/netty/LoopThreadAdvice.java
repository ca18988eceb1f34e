package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A thread works for a loop. */
final class LoopThreadAdvice {
  private LoopThreadAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Woven.Receiver Object loop) {
    WorkerLoopProbe.workerStarted(loop);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Woven.Receiver Object loop, @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.workerEnded(loop, thrown);
  }
}
