package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** The constructor of a future that has a thread of its own, and gets the executor's monitor. */
final class PerTaskFutureAdvice {
  private PerTaskFutureAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.AddedField(value = ExecutorInstrumentation.MONITOR, argument = 0)
          @Nullable Object monitor,
      @Advice.This Object future,
      @Advice.Argument(0) Object executor) {
    return ThreadPerTaskProbe.futureMade(monitor, executor, future);
  }
}
