package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool is shut down. */
final class ShutdownAdvice {
  private ShutdownAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool) {
    ThreadPoolProbe.shutDown(monitor, pool);
  }
}
