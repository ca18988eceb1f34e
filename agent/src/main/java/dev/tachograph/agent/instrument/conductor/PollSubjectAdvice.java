package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Inputs that a poll fetches from external storage belong to the task type polled for. */
final class PollSubjectAdvice {
  private PollSubjectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(@Advice.Argument(0) String taskType) {
    return WorkerProbe.subjectEntered(taskType);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable String outer) {
    WorkerProbe.subjectLeft(outer);
  }
}
