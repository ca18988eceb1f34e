package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.OwnExecutorProbe;
import org.jspecify.annotations.Nullable;

/** An executor is handed a task. */
final class OwnExecuteAdvice {
  private OwnExecuteAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.This Object executor, @Advice.Argument(0) @Nullable Object task) {
    return OwnExecutorProbe.submitted(executor, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object submitted, @Advice.Thrown @Nullable Throwable thrown) {
    OwnExecutorProbe.submitEnded(submitted, thrown);
  }
}
