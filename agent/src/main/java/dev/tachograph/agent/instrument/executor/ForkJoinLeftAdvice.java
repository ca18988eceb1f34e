package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** A fork-join task is through, whether it ran or was done before. */
final class ForkJoinLeftAdvice {
  private ForkJoinLeftAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission) {
    return ForkJoinProbe.takenUp(submission);
  }

  /** By now it may have been handed in anew, which is not what is through. */
  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object submission) {
    ForkJoinProbe.left(submission);
  }
}
