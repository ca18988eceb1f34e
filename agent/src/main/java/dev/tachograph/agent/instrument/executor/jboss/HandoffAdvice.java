package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import net.bytebuddy.asm.Advice;

/** A task is handed over to somebody else. */
final class HandoffAdvice {
  private HandoffAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Woven.Field("delegate") Runnable task) {
    HandoffPoolProbe.handedOver(pool, task);
  }
}
