package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.Task;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** {@code TaskPollExecutor}'s call of the worker. */
final class LegacyExecuteAdvice {
  private LegacyExecuteAdvice() {}

  @Advice.OnEnter
  static long enter(@Advice.Argument(0) Task task) {
    return WorkerProbe.executionStarted(task.getTaskDefName());
  }

  @Advice.OnExit
  static void exit(
      @Advice.Argument(0) Task task,
      @Advice.Entered long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.executionEnded(task.getTaskDefName(), start, thrown);
  }
}
