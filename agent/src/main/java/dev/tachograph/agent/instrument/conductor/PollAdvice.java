package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import org.jspecify.annotations.Nullable;

/** A poll: {@code TaskClient}'s methods whose first argument is the task type. */
final class PollAdvice {
  private PollAdvice() {}

  @Advice.OnEnter
  static long enter(@Advice.Argument(0) String taskType) {
    return WorkerProbe.pollStarted(taskType);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Argument(0) String taskType,
      @Advice.Entered long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkerProbe.pollEnded(taskType, start, thrown);
  }
}
