package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.TaskResult;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** An attempt to report a result whose task type only the runner knows. */
final class UpdateAdvice {
  private UpdateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.Argument(0) TaskResult result) {
    return WorkerProbe.updateStarted(result.isExtendLease());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter long start, @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.updateEnded(null, start, thrown);
  }
}
