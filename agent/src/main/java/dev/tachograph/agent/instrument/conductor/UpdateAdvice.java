package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.TaskResult;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** An attempt to report a result whose task type only the runner knows. */
final class UpdateAdvice {
  private UpdateAdvice() {}

  @Advice.OnEnter
  static long enter(@Advice.Argument(0) TaskResult result) {
    return WorkerProbe.updateStarted(result.isExtendLease());
  }

  @Advice.OnExit
  static void exit(@Advice.Entered long start, @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.updateEnded(null, start, thrown);
  }
}
