package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;

/** A task with a time of its own was taken, run or put aside. */
final class ScheduledDoneAdvice {
  private ScheduledDoneAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object task, @Advice.Field("periodNanos") long period) {
    TimedTaskProbe.done(task, period);
  }
}
