package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.Task;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** {@code TaskPollExecutor}'s call of the worker. */
final class LegacyExecuteAdvice {
  private LegacyExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.Argument(0) Task task) {
    return WorkerProbe.executionStarted(task.getTaskDefName());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Argument(0) Task task,
      @Advice.Enter long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.executionEnded(task.getTaskDefName(), start, thrown);
  }
}
