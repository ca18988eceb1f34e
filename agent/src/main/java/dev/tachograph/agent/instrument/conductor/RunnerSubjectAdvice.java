package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** {@code TaskRunner} works for one task type, which its callees are not told. */
final class RunnerSubjectAdvice {
  private RunnerSubjectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(@Woven.Field("taskType") String taskType) {
    return WorkerProbe.subjectEntered(taskType);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable String outer) {
    WorkerProbe.subjectLeft(outer);
  }
}
