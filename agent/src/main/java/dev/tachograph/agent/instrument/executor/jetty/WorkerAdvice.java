package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A thread works for a pool. */
final class WorkerAdvice {
  private WorkerAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.Field(value = "this$0", type = JettyPoolInstrumentation.POOL_TYPE) Object pool) {
    WorkerLoopProbe.workerStarted(pool);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Field(value = "this$0", type = JettyPoolInstrumentation.POOL_TYPE) Object pool,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.workerEnded(pool, thrown);
  }
}
