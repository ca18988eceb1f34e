package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A periodic task that has run goes back into the queue. */
final class ScheduledAgainAdvice {
  private ScheduledAgainAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object pool, @Advice.Argument(0) @Nullable Object task) {
    ThreadPoolProbe.scheduled(null, pool, task);
  }
}
