package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.vertx.core.http.HttpClientResponse;

/** The head of the final response is handed on. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object request, @Advice.Argument(0) HttpClientResponse response) {
    HttpEngineProbe.responded(request, response.statusCode());
  }
}
