package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A worker whose loop began before it could be woven gets its next task. */
final class LoadedGetTaskAdvice {
  private LoadedGetTaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    ThreadPoolProbe.workerAsks();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object pool, @Advice.Return @Nullable Object task) {
    ThreadPoolProbe.workerGot(pool, task);
  }
}
