package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;
import org.jspecify.annotations.Nullable;

/** A loop is handed a task with a time of its own. */
final class ScheduleAdvice {
  private ScheduleAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.This Object loop,
      @Advice.Argument(0) Object task,
      @Advice.Constant(NettyInstrumentation.MEASURED) String measured) {
    TimedTaskProbe.submitted(loop, task, measured);
  }

  @Advice.OnExit
  static void exit(
      @Advice.This Object loop,
      @Advice.Argument(0) Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    TimedTaskProbe.submitEnded(loop, task, thrown);
  }
}
