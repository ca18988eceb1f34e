package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The body is what the application's handler makes of it. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object exchange,
      @Woven.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call) {
    HttpClientProbe.ended(HttpCarrierProbe.callOf(exchange, call), null);
  }
}
