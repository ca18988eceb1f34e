package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** The factory of a fork-join pool makes a thread. */
final class ForkJoinThreadAdvice {
  private ForkJoinThreadAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Returned @Nullable Object thread) {
    ForkJoinProbe.threadMade(monitor, pool, thread);
  }
}
