package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;

/** The constructor of the executor that starts a thread for each task. */
final class PerTaskCreatedAdvice {
  private PerTaskCreatedAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object executor) {
    ThreadPerTaskProbe.created(executor);
  }
}
