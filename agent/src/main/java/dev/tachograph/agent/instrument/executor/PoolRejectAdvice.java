package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import java.util.concurrent.RejectedExecutionHandler;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A thread pool gives a task to its rejection handler. */
final class PoolRejectAdvice {
  private PoolRejectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(0) @Nullable Object task) {
    return ThreadPoolProbe.rejectStarted(monitor, pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started,
      @Woven.Field("handler") @Nullable RejectedExecutionHandler handler,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.rejectEnded(started, handler, thrown);
  }
}
