package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** A fork-join task is cancelled. */
final class ForkJoinCancelAdvice {
  private ForkJoinCancelAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission,
      @Advice.This Object task) {
    ForkJoinProbe.cancelled(submission, task);
  }
}
