package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import org.jspecify.annotations.Nullable;

/** A response head is there, and it is decided whether another request follows from it. */
final class HeadAdvice {
  private HeadAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.This Object exchange,
      @Advice.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
      @Advice.Argument(0) Object response,
      @Advice.ArgumentField(argument = 0, value = "statusCode") int status,
      @Advice.Returned @Nullable Object next) {
    JdkHttpProbe.responded(HttpCarrierProbe.callOf(exchange, call), response, status, next);
  }
}
