package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.client.worker.Worker;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** A round of {@code TaskPollExecutor}, which polls for all workers in turn. */
final class LegacyRoundAdvice {
  private LegacyRoundAdvice() {}

  @Advice.OnEnter
  static @Nullable String enter(@Advice.This Object runner, @Advice.Argument(0) Worker worker) {
    String taskType = worker.getTaskDefName();
    WorkerProbe.polling(runner, taskType);
    return WorkerProbe.subjectEntered(taskType);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable String outer) {
    WorkerProbe.subjectLeft(outer);
  }
}
