package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A pool has been stopped, and will not run what is left in its queue. */
final class PoolStopAdvice {
  private PoolStopAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool) {
    WorkerLoopProbe.stopped(monitor, pool);
  }
}
