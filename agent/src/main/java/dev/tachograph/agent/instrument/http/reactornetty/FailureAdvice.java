package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** Asked of each failure, a redirect among them, is whether to subscribe again. */
final class FailureAdvice {
  private FailureAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.This Object handler,
      @Advice.Argument(0) Throwable failure,
      @Advice.Returned boolean again) {
    HttpEngineProbe.failedUnless(again, handler, failure);
  }
}
