package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import org.jspecify.annotations.Nullable;

/** What the thread of a task runs is made: it gets the executor's monitor. */
final class PerTaskMonitorAdvice {
  private PerTaskMonitorAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.AddedField(value = ExecutorInstrumentation.MONITOR, argument = 0)
          @Nullable Object monitor) {
    return ThreadPerTaskProbe.handedOn(monitor);
  }
}
