package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A response head is there, and it is decided whether another request follows from it. */
final class HeadAdvice {
  private HeadAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object exchange,
      @Woven.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
      @Advice.Argument(0) Object response,
      @Woven.ArgumentField(argument = 0, value = "statusCode") int status,
      @Advice.Return @Nullable Object next) {
    JdkHttpProbe.responded(HttpCarrierProbe.callOf(exchange, call), response, status, next);
  }
}
