package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.TaskResult;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** An attempt to report a result together with its task type. */
final class TypedUpdateAdvice {
  private TypedUpdateAdvice() {}

  @Advice.OnEnter
  static long enter(@Advice.Argument(0) TaskResult result) {
    return WorkerProbe.updateStarted(result.isExtendLease());
  }

  @Advice.OnExit
  static void exit(
      @Advice.Argument(1) @Nullable String taskType,
      @Advice.Entered long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.updateEnded(taskType, start, thrown);
  }
}
