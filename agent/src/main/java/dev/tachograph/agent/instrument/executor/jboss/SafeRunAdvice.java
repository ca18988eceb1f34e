package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import org.jspecify.annotations.Nullable;

/** A worker runs a task, which may wrap another. */
final class SafeRunAdvice {
  private SafeRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.This Object pool, @Advice.Receiver Object task) {
    return HandoffPoolProbe.started(pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.ended(started, thrown);
  }
}
