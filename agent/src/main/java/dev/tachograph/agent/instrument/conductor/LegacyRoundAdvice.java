package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.client.worker.Worker;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A round of {@code TaskPollExecutor}, which polls for all workers in turn. */
final class LegacyRoundAdvice {
  private LegacyRoundAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(
      @Advice.This(optional = true) Object runner, @Advice.Argument(0) Worker worker) {
    String taskType = worker.getTaskDefName();
    WorkerProbe.polling(runner, taskType);
    return WorkerProbe.subjectEntered(taskType);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable String outer) {
    WorkerProbe.subjectLeft(outer);
  }
}
