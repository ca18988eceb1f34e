package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A thread works no longer for a fork-join pool. */
final class ForkJoinWorkerExitAdvice {
  private ForkJoinWorkerExitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(0) @Nullable Object worker,
      @Advice.Argument(1) @Nullable Throwable thrown) {
    ForkJoinProbe.workerEnded(monitor, pool, worker, thrown);
  }
}
