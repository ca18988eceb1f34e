package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** A thread is to be started for a task. */
final class PerTaskStartAdvice {
  private PerTaskStartAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object executor,
      @Advice.Argument(0) @Nullable Object task) {
    ThreadPerTaskProbe.submitted(monitor, executor, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object executor,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.submitEnded(monitor, executor, task, thrown);
  }
}
