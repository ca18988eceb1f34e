package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.vertx.core.http.HttpClientResponse;

/** A body ended. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This HttpClientResponse response) {
    HttpEngineProbe.ended(response.request());
  }
}
