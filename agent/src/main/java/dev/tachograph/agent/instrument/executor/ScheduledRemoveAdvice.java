package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A shut down pool removes a task from its queue. */
final class ScheduledRemoveAdvice {
  private ScheduledRemoveAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Returned boolean removed) {
    ThreadPoolProbe.removed(null, pool, task, removed);
  }
}
