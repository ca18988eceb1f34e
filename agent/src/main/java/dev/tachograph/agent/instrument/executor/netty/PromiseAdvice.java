package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import org.jspecify.annotations.Nullable;

/** A task that is a promise calls what it was made of. */
final class PromiseAdvice {
  private PromiseAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object promise) {
    FutureProbe.bodyStarted(promise);
  }

  @Advice.OnExit
  static void exit(@Advice.This Object promise, @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.bodyEnded(promise, thrown);
  }
}
