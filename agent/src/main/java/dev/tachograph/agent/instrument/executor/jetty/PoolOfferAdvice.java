package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A task is offered to the reserved threads of a pool. */
final class PoolOfferAdvice {
  private PoolOfferAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task) {
    WorkerLoopProbe.offered(monitor, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Returned boolean taken) {
    WorkerLoopProbe.offerEnded(monitor, pool, task, taken);
  }
}
