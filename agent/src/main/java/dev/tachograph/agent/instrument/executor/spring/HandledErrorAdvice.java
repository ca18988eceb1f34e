package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What a task has called may fail, and an error handler gets the exception. */
final class HandledErrorAdvice {
  private HandledErrorAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.failureKept(thrown);
  }
}
