package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** {@code TaskRunner} works for one task type, which its callees are not told. */
final class RunnerSubjectAdvice {
  private RunnerSubjectAdvice() {}

  @Advice.OnEnter
  static @Nullable String enter(@Advice.Field("taskType") String taskType) {
    return WorkerProbe.subjectEntered(taskType);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable String outer) {
    WorkerProbe.subjectLeft(outer);
  }
}
