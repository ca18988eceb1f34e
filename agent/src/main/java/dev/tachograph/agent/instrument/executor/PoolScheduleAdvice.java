package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A thread pool is handed a task with a time of its own. */
final class PoolScheduleAdvice {
  private PoolScheduleAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object pool, @Advice.Argument(0) @Nullable Object task) {
    ThreadPoolProbe.scheduled(null, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.submitEnded(null, pool, task, thrown);
  }
}
