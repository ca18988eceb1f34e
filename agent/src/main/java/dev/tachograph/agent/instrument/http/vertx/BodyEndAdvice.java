package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.vertx.core.http.HttpClientResponse;
import net.bytebuddy.asm.Advice;

/** A body ended. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) HttpClientResponse response) {
    HttpEngineProbe.ended(response.request());
  }
}
