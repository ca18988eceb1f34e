package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What the thread of a task runs is made: it gets the executor's monitor. */
final class PerTaskMonitorAdvice {
  private PerTaskMonitorAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Woven.AddedField(value = ExecutorInstrumentation.MONITOR, argument = 0)
          @Nullable Object monitor) {
    return ThreadPerTaskProbe.handedOn(monitor);
  }
}
