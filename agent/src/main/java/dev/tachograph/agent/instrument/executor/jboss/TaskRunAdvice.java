package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import org.jspecify.annotations.Nullable;

/** The same in early versions, which call it themselves. */
final class TaskRunAdvice {
  private TaskRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Advice.Receiver Object task) {
    return HandoffPoolProbe.started(pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.ended(started, thrown);
  }
}
