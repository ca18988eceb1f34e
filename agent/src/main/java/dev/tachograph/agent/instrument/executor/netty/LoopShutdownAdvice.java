package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A loop is shut down. */
final class LoopShutdownAdvice {
  private LoopShutdownAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object loop) {
    ThreadPoolProbe.shutDown(monitor, loop);
  }
}
