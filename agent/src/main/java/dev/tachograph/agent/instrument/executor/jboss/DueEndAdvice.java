package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A scheduled task that was due has gone to the workers, or not. */
final class DueEndAdvice {
  private DueEndAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Advice.This(optional = true) Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.submitEnded(null, pool, task, null, thrown);
  }
}
