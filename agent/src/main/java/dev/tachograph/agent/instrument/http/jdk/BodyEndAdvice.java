package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import org.jspecify.annotations.Nullable;

/** The body is what the application's handler makes of it. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.This Object exchange,
      @Advice.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call) {
    HttpClientProbe.ended(HttpCarrierProbe.callOf(exchange, call), null);
  }
}
