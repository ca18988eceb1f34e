package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.Task;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** {@code TaskPollExecutor} reports the result of a task, whose type the result does not hold. */
final class LegacyUpdateSubjectAdvice {
  private LegacyUpdateSubjectAdvice() {}

  @Advice.OnEnter
  static @Nullable String enter(@Advice.Argument(1) Task task) {
    return WorkerProbe.subjectEntered(task.getTaskDefName());
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable String outer) {
    WorkerProbe.subjectLeft(outer);
  }
}
