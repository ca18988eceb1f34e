package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A loop is handed a task. */
final class LoopExecuteAdvice {
  private LoopExecuteAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object loop,
      @Advice.Argument(0) @Nullable Object task) {
    WorkerLoopProbe.submitted(monitor, loop, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object loop,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.submitEnded(monitor, loop, task, thrown);
  }
}
