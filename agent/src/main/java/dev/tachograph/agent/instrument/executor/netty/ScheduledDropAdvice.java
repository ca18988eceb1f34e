package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;
import net.bytebuddy.asm.Advice;

/** A loop that ends cancels a task with a time of its own. */
final class ScheduledDropAdvice {
  private ScheduledDropAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This(optional = true) Object loop, @Woven.Receiver Object task) {
    TimedTaskProbe.dropped(loop, task);
  }
}
