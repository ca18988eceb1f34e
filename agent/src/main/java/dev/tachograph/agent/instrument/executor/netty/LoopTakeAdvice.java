package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * The loop takes a task out of the queue. It may be the loop of a class that nobody knows, which
 * runs the task itself, so this is where its run begins, and where that of the one before has
 * ended; if the call of {@code run} is woven, it is more exact.
 */
final class LoopTakeAdvice {
  private LoopTakeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object loop) {
    WorkerLoopProbe.asks(monitor, loop);
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable Object task) {
    WorkerLoopProbe.got(task);
  }
}
