package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;

/** A task with a time of its own was cancelled, and is taken out. */
final class ScheduledCancelAdvice {
  private ScheduledCancelAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object loop, @Advice.Argument(0) Object task) {
    TimedTaskProbe.cancelled(loop, task);
  }

  @Advice.OnExit
  static void exit() {
    TimedTaskProbe.cancelEnded();
  }
}
