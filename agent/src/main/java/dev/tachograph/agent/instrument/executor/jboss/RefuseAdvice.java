package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;

/** A pool gives a task to its other executor. */
final class RefuseAdvice {
  private RefuseAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object pool) {
    HandoffPoolProbe.refused(pool);
  }
}
