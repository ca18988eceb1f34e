package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;
import net.bytebuddy.asm.Advice;

/** A task with a time of its own was cancelled, and is taken out. */
final class ScheduledCancelAdvice {
  private ScheduledCancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object loop, @Advice.Argument(0) Object task) {
    TimedTaskProbe.cancelled(loop, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit() {
    TimedTaskProbe.cancelEnded();
  }
}
