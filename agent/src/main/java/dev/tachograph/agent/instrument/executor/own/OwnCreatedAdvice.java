package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.OwnExecutorProbe;

/** The constructor of an executor. */
final class OwnCreatedAdvice {
  private OwnCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object executor) {
    OwnExecutorProbe.created(executor);
  }
}
