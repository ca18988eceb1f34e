package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;
import net.bytebuddy.asm.Advice;

/** A task with a time of its own was taken, run or put aside. */
final class ScheduledDoneAdvice {
  private ScheduledDoneAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object task, @Woven.Field("periodNanos") long period) {
    TimedTaskProbe.done(task, period);
  }
}
