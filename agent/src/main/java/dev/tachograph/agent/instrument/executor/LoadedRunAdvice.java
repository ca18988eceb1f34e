package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** As {@link ForkJoinRunAdvice}, for tasks that have no field. */
final class LoadedRunAdvice {
  private LoadedRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.This Object task) {
    return ForkJoinProbe.startedWithoutField(task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started,
      @Advice.This Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ForkJoinProbe.ended(started, task, thrown);
  }
}
