package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.vertx.core.http.HttpClientResponse;
import net.bytebuddy.asm.Advice;

/** The head of the final response is handed on. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object request,
      @Advice.Argument(0) HttpClientResponse response) {
    HttpEngineProbe.responded(request, response.statusCode());
  }
}
