package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.OwnExecutorProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Something that may be a task is run. */
final class OwnRunAdvice {
  private OwnRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Woven.Receiver @Nullable Object task) {
    return OwnExecutorProbe.started(task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    OwnExecutorProbe.ended(started, thrown);
  }
}
