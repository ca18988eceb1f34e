package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** The loop does something that it does between tasks. */
final class LoopAsksAdvice {
  private LoopAsksAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object loop) {
    WorkerLoopProbe.asks(monitor, loop);
  }
}
