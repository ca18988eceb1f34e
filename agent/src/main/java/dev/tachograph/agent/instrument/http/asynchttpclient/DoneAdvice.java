package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** The body of a response ended. */
final class DoneAdvice {
  private DoneAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future) {
    HttpEngineProbe.ended(future);
  }
}
