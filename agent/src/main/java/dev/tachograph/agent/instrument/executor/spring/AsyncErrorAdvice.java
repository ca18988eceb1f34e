package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import org.jspecify.annotations.Nullable;

/** A method that runs asynchronously has failed, and the task that has called it may keep that. */
final class AsyncErrorAdvice {
  private AsyncErrorAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(0) @Nullable Throwable thrown) {
    FutureProbe.failureKept(thrown);
  }
}
