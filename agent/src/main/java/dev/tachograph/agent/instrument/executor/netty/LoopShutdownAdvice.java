package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A loop is shut down. */
final class LoopShutdownAdvice {
  private LoopShutdownAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object loop) {
    ThreadPoolProbe.shutDown(monitor, loop);
  }
}
