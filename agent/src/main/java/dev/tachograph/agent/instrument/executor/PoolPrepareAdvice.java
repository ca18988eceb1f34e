package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A worker calls {@code beforeExecute}. */
final class PoolPrepareAdvice {
  private PoolPrepareAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(1) Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.prepared(monitor, pool, task, thrown);
  }
}
