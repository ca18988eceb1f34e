package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import org.jspecify.annotations.Nullable;

/** A task that wraps another runs it. */
final class RunWithAdvice {
  private RunWithAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Advice.Argument(0) Object task) {
    return HandoffPoolProbe.started(pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.ended(started, thrown);
  }
}
