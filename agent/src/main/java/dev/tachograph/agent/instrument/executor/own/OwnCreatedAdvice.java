package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.bootstrap.probe.executor.OwnExecutorProbe;
import net.bytebuddy.asm.Advice;

/** The constructor of an executor. */
final class OwnCreatedAdvice {
  private OwnCreatedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This(optional = true) Object executor) {
    OwnExecutorProbe.created(executor);
  }
}
