package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import net.bytebuddy.asm.Advice;

/** A scheduled task is due and goes to the workers. */
final class DueAdvice {
  private DueAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Advice.This(optional = true) Object task) {
    HandoffPoolProbe.submitted(null, pool, task);
  }
}
