package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A worker runs a task, which may wrap another. */
final class SafeRunAdvice {
  private SafeRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This(optional = true) Object pool, @Woven.Receiver Object task) {
    return HandoffPoolProbe.started(pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.ended(started, thrown);
  }
}
