package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** The rejection handler that lets the caller run the task. */
final class CallerRunsAdvice {
  private CallerRunsAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Receiver Object task) {
    return ThreadPoolProbe.callerStarted(task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }
}
