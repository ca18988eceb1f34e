package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A worker runs a task. */
final class PoolRunAdvice {
  private PoolRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Receiver Object task) {
    return ThreadPoolProbe.started(monitor, pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }
}
