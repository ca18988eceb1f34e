package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A scheduled task calls what it was made of. */
final class ScheduledBodyAdvice {
  private ScheduledBodyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object task) {
    FutureProbe.bodyStarted(task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object task, @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.bodyEnded(task, thrown);
  }
}
