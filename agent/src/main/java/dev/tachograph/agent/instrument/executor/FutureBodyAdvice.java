package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import org.jspecify.annotations.Nullable;

/** A FutureTask calls what it was made of. */
final class FutureBodyAdvice {
  private FutureBodyAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future) {
    FutureProbe.bodyStarted(future);
  }

  @Advice.OnExit
  static void exit(@Advice.This Object future, @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.bodyEnded(future, thrown);
  }
}
