package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** As {@link ForkJoinPushAdvice}, for tasks that have no field. */
final class LoadedPushAdvice {
  private LoadedPushAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) Object task) {
    return ForkJoinProbe.submittedWithoutField(monitor, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
    ForkJoinProbe.submitEnded(submission, thrown);
  }
}
