package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/**
 * The loop takes a task out of the queue. It may be the loop of a class that nobody knows, which
 * runs the task itself, so this is where its run begins, and where that of the one before has
 * ended; if the call of {@code run} is woven, it is more exact.
 */
final class LoopTakeAdvice {
  private LoopTakeAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object loop) {
    WorkerLoopProbe.asks(monitor, loop);
  }

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned @Nullable Object task) {
    WorkerLoopProbe.got(task);
  }
}
