package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** {@code TaskRunner}'s call of the worker. */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Woven.Field("taskType") String taskType) {
    return WorkerProbe.executionStarted(taskType);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.Field("taskType") String taskType,
      @Advice.Enter long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.executionEnded(taskType, start, thrown);
  }
}
