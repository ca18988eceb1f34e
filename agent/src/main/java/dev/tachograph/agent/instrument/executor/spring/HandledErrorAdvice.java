package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import org.jspecify.annotations.Nullable;

/** What a task has called may fail, and an error handler gets the exception. */
final class HandledErrorAdvice {
  private HandledErrorAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.failureKept(thrown);
  }
}
