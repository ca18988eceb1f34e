package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A thread works for a pool. */
final class WorkerAdvice {
  private WorkerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field(value = "this$0", type = JettyPoolInstrumentation.POOL_TYPE) Object pool) {
    WorkerLoopProbe.workerStarted(pool);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.Field(value = "this$0", type = JettyPoolInstrumentation.POOL_TYPE) Object pool,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.workerEnded(pool, thrown);
  }
}
