package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** Inputs that a poll fetches from external storage belong to the task type polled for. */
final class PollSubjectAdvice {
  private PollSubjectAdvice() {}

  @Advice.OnEnter
  static @Nullable String enter(@Advice.Argument(0) String taskType) {
    return WorkerProbe.subjectEntered(taskType);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable String outer) {
    WorkerProbe.subjectLeft(outer);
  }
}
