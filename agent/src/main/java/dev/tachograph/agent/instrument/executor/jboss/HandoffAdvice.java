package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;

/** A task is handed over to somebody else. */
final class HandoffAdvice {
  private HandoffAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Advice.Field("delegate") Runnable task) {
    HandoffPoolProbe.handedOver(pool, task);
  }
}
