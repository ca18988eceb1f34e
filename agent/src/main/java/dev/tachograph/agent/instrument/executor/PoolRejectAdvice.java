package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import java.util.concurrent.RejectedExecutionHandler;
import org.jspecify.annotations.Nullable;

/** A thread pool gives a task to its rejection handler. */
final class PoolRejectAdvice {
  private PoolRejectAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task) {
    return ThreadPoolProbe.rejectStarted(monitor, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started,
      @Advice.Field("handler") @Nullable RejectedExecutionHandler handler,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.rejectEnded(started, handler, thrown);
  }
}
