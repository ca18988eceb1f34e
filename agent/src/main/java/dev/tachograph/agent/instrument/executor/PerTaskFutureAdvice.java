package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The constructor of a future that has a thread of its own, and gets the executor's monitor. */
final class PerTaskFutureAdvice {
  private PerTaskFutureAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Woven.AddedField(value = ExecutorInstrumentation.MONITOR, argument = 0)
          @Nullable Object monitor,
      @Advice.This(optional = true) Object future,
      @Advice.Argument(0) Object executor) {
    return ThreadPerTaskProbe.futureMade(monitor, executor, future);
  }
}
