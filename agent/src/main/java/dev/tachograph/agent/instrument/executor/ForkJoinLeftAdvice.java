package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** A fork-join task is through, whether it ran or was done before. */
final class ForkJoinLeftAdvice {
  private ForkJoinLeftAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission) {
    ForkJoinProbe.left(submission);
  }
}
