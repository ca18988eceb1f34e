package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task is offered to the reserved threads of a pool. */
final class PoolOfferAdvice {
  private PoolOfferAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(0) @Nullable Object task) {
    WorkerLoopProbe.offered(monitor, pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Return boolean taken) {
    WorkerLoopProbe.offerEnded(monitor, pool, task, taken);
  }
}
