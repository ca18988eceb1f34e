package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A periodic task that has run goes back into the queue. */
final class ScheduledAgainAdvice {
  private ScheduledAgainAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object pool, @Advice.Argument(0) @Nullable Object task) {
    ThreadPoolProbe.scheduled(null, pool, task);
  }
}
