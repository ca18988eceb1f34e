package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.bootstrap.probe.executor.OwnExecutorProbe;
import net.bytebuddy.asm.Advice;

/** An executor is shut down. */
final class OwnShutdownAdvice {
  private OwnShutdownAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This(optional = true) Object executor) {
    OwnExecutorProbe.shutDown(executor);
  }
}
