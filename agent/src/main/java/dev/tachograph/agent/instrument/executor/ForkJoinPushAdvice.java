package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** A task goes into a queue of a fork-join pool. */
final class ForkJoinPushAdvice {
  private ForkJoinPushAdvice() {}

  @Advice.OnEnter
  @Advice.Store(value = ExecutorInstrumentation.SUBMISSION, argument = 0)
  static @Nullable Object enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.AddedField(value = ExecutorInstrumentation.SUBMISSION, argument = 0)
          @Nullable Object earlier) {
    return ForkJoinProbe.submitted(monitor, pool, earlier);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
    ForkJoinProbe.submitEnded(submission, thrown);
  }
}
