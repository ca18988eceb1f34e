package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;

/** A scheduled task is due and goes to the workers. */
final class DueAdvice {
  private DueAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Advice.This Object task) {
    HandoffPoolProbe.submitted(null, pool, task);
  }
}
