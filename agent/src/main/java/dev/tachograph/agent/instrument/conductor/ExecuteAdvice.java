package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** {@code TaskRunner}'s call of the worker. */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnEnter
  static long enter(@Advice.Field("taskType") String taskType) {
    return WorkerProbe.executionStarted(taskType);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Field("taskType") String taskType,
      @Advice.Entered long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.executionEnded(taskType, start, thrown);
  }
}
