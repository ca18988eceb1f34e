package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.TaskResult;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** An attempt to report a result together with its task type. */
final class TypedUpdateAdvice {
  private TypedUpdateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.Argument(0) TaskResult result) {
    return WorkerProbe.updateStarted(result.isExtendLease());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Argument(1) @Nullable String taskType,
      @Advice.Enter long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.updateEnded(taskType, start, thrown);
  }
}
