package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.vertx.core.http.HttpClientResponse;

/** A body broke off. */
final class ResponseFailureAdvice {
  private ResponseFailureAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.This HttpClientResponse response, @Advice.Argument(0) Throwable failure) {
    HttpEngineProbe.failed(response.request(), failure);
  }
}
