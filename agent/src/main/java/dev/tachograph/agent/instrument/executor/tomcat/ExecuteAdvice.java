package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.RetryingPoolProbe;
import org.jspecify.annotations.Nullable;

/** A copy of the JDK's pool is handed a task. */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task) {
    return RetryingPoolProbe.submitted(monitor, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    RetryingPoolProbe.submitEnded(started, thrown);
  }
}
