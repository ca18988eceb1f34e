package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A pool is handed a task. */
final class PoolExecuteAdvice {
  private PoolExecuteAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task) {
    WorkerLoopProbe.submitted(monitor, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.submitEnded(monitor, pool, task, thrown);
  }
}
