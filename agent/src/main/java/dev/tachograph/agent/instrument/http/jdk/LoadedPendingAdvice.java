package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import net.bytebuddy.asm.Advice;

/** The same where one of the two classes was loaded before, and has no field for the call. */
final class LoadedPendingAdvice {
  private LoadedPendingAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object pending, @Advice.Argument(3) Object exchange) {
    HttpCarrierProbe.attach(pending, HttpCarrierProbe.attached(exchange));
  }
}
