package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** The application gives a call up. */
final class CancelAdvice {
  private CancelAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future) {
    HttpEngineProbe.cancelled(future);
  }
}
