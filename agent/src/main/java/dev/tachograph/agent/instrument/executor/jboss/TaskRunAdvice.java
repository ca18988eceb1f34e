package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The same in early versions, which call it themselves. */
final class TaskRunAdvice {
  private TaskRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.Field(value = "this$0", type = JBossInstrumentation.POOL_TYPE) Object pool,
      @Woven.Receiver Object task) {
    return HandoffPoolProbe.started(pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.ended(started, thrown);
  }
}
