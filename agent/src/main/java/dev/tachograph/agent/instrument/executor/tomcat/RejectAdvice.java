package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A task is given to the rejection handler. */
final class RejectAdvice {
  private RejectAdvice() {}

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
      @Advice.Field(value = "handler", type = "L" + TomcatInstrumentation.HANDLER + ";")
          @Nullable Object handler,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.rejectEnded(started, handler, thrown);
  }
}
