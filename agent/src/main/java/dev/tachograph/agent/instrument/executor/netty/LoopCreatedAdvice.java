package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A loop is created, by the innermost constructor. */
final class LoopCreatedAdvice {
  private LoopCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This Object loop, @Advice.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return WorkerLoopProbe.created(loop, 1, kept);
  }
}
