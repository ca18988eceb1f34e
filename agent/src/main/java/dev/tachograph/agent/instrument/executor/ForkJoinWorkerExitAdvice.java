package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** A thread works no longer for a fork-join pool. */
final class ForkJoinWorkerExitAdvice {
  private ForkJoinWorkerExitAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) @Nullable Object worker,
      @Advice.Argument(1) @Nullable Throwable thrown) {
    ForkJoinProbe.workerEnded(monitor, pool, worker, thrown);
  }
}
