package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.RetryingPoolProbe;
import org.jspecify.annotations.Nullable;

/** A subclass of the JDK's pool is handed a task. */
final class SubclassExecuteAdvice {
  private SubclassExecuteAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.This Object pool, @Advice.Argument(0) @Nullable Object task) {
    return RetryingPoolProbe.submitted(null, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    RetryingPoolProbe.submitEnded(started, thrown);
  }
}
