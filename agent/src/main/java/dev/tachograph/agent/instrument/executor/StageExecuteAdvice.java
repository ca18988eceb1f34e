package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** The executor of CompletableFuture that starts a thread for each task. */
final class StageExecuteAdvice {
  private StageExecuteAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object executor, @Advice.Argument(0) @Nullable Object task) {
    ThreadPerTaskProbe.stageSubmitted(executor, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.This Object executor,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.submitEnded(null, executor, task, thrown);
  }
}
