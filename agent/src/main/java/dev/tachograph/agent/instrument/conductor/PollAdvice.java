package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A poll: {@code TaskClient}'s methods whose first argument is the task type. */
final class PollAdvice {
  private PollAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.Argument(0) String taskType) {
    return WorkerProbe.pollStarted(taskType);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Argument(0) String taskType,
      @Advice.Enter long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.pollEnded(taskType, start, thrown);
  }
}
