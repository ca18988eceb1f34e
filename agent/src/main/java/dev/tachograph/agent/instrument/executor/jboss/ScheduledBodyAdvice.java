package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import org.jspecify.annotations.Nullable;

/** A scheduled task calls what it was made of. */
final class ScheduledBodyAdvice {
  private ScheduledBodyAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object task) {
    FutureProbe.bodyStarted(task);
  }

  @Advice.OnExit
  static void exit(@Advice.This Object task, @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.bodyEnded(task, thrown);
  }
}
