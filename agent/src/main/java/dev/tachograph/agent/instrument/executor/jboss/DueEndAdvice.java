package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import org.jspecify.annotations.Nullable;

/** A scheduled task that was due has gone to the workers, or not. */
final class DueEndAdvice {
  private DueEndAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Advice.This Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.submitEnded(null, pool, task, null, thrown);
  }
}
