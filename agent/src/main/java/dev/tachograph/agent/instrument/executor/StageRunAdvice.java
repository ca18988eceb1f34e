package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** A task of a CompletableFuture runs, on a thread of its own perhaps. */
final class StageRunAdvice {
  private StageRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.This Object task) {
    return ThreadPerTaskProbe.stageStarted(task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.ended(started, thrown);
  }
}
