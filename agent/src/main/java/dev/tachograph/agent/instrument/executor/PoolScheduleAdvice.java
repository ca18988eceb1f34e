package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A thread pool is handed a task with a time of its own. */
final class PoolScheduleAdvice {
  private PoolScheduleAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object pool, @Advice.Argument(0) @Nullable Object task) {
    ThreadPoolProbe.scheduled(null, pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.submitEnded(null, pool, task, thrown);
  }
}
