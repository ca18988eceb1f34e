package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;

/** A loop that ends cancels a task with a time of its own. */
final class ScheduledDropAdvice {
  private ScheduledDropAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object loop, @Advice.Receiver Object task) {
    TimedTaskProbe.dropped(loop, task);
  }
}
