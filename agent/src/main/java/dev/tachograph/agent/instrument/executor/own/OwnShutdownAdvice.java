package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.OwnExecutorProbe;

/** An executor is shut down. */
final class OwnShutdownAdvice {
  private OwnShutdownAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object executor) {
    OwnExecutorProbe.shutDown(executor);
  }
}
