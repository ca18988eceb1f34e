package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** A call failed. */
final class AbortAdvice {
  private AbortAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future, @Advice.Argument(0) Throwable failure) {
    HttpEngineProbe.ended(future, failure);
  }
}
