package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.bootstrap.probe.executor.TimedTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task with a time of its own calls what it was made of. */
final class ScheduledRunAdvice {
  private ScheduledRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This(optional = true) Object task) {
    return TimedTaskProbe.started(task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started,
      @Advice.This(optional = true) Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    TimedTaskProbe.ended(started, task, thrown);
  }
}
