package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.Task;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** {@code TaskPollExecutor} reports the result of a task, whose type the result does not hold. */
final class LegacyUpdateSubjectAdvice {
  private LegacyUpdateSubjectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(@Advice.Argument(1) Task task) {
    return WorkerProbe.subjectEntered(task.getTaskDefName());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable String outer) {
    WorkerProbe.subjectLeft(outer);
  }
}
