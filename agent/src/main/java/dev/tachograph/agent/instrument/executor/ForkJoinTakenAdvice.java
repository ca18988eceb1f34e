package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** A subclass of a fork-join pool takes a task out of its queues. */
final class ForkJoinTakenAdvice {
  private ForkJoinTakenAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.AddedField(
              value = ExecutorInstrumentation.SUBMISSION,
              argument = Advice.AddedField.RETURNED)
          @Nullable Object submission) {
    ForkJoinProbe.left(submission);
  }
}
