package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A loop is handed a task with a time of its own. */
final class ScheduleAdvice {
  private ScheduleAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object loop,
      @Advice.Argument(0) Object task,
      @Woven.Constant(NettyInstrumentation.MEASURED) String measured) {
    TimedTaskProbe.submitted(loop, task, measured);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object loop,
      @Advice.Argument(0) Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    TimedTaskProbe.submitEnded(loop, task, thrown);
  }
}
