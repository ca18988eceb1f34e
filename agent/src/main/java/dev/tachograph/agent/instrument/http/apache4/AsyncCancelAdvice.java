package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** A call is given up. */
final class AsyncCancelAdvice {
  private AsyncCancelAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future) {
    HttpEngineProbe.cancelled(future);
  }
}
