package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** A fork-join task runs. */
final class ForkJoinRunAdvice {
  private ForkJoinRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission,
      @Advice.This Object task) {
    return ForkJoinProbe.started(submission, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started,
      @Advice.This Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ForkJoinProbe.ended(started, task, thrown);
  }
}
