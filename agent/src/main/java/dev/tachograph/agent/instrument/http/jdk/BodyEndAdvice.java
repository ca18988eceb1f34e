package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;

/** The body is what the application's handler makes of it. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object exchange) {
    HttpClientProbe.ended(HttpClientProbe.detach(exchange), null);
  }
}
