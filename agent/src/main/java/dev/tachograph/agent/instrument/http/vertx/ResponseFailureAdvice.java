package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.vertx.core.http.HttpClientResponse;
import net.bytebuddy.asm.Advice;

/** A body broke off. */
final class ResponseFailureAdvice {
  private ResponseFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) HttpClientResponse response,
      @Advice.Argument(0) Throwable failure) {
    HttpEngineProbe.failed(response.request(), failure);
  }
}
