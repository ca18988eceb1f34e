package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A shut down pool removes a task from its queue. */
final class ScheduledRemoveAdvice {
  private ScheduledRemoveAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Return boolean removed) {
    ThreadPoolProbe.removed(null, pool, task, removed);
  }
}
