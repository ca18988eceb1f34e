package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A pool is shut down. */
final class ShutdownAdvice {
  private ShutdownAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool) {
    ThreadPoolProbe.shutDown(monitor, pool);
  }
}
