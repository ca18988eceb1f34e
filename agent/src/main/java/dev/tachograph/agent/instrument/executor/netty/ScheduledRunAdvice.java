package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;
import org.jspecify.annotations.Nullable;

/** A task with a time of its own calls what it was made of. */
final class ScheduledRunAdvice {
  private ScheduledRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.This Object task) {
    return TimedTaskProbe.started(task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started,
      @Advice.This Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    TimedTaskProbe.ended(started, task, thrown);
  }
}
