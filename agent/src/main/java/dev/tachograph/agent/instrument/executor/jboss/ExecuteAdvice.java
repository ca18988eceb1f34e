package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A pool is handed a task. */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task) {
    HandoffPoolProbe.submitted(monitor, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Field("handoffExecutor") @Nullable Executor other,
      @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.submitEnded(monitor, pool, task, other, thrown);
  }
}
