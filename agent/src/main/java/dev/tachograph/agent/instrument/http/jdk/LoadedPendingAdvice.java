package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;

/** The same where one of the two classes was loaded before, and has no field for the call. */
final class LoadedPendingAdvice {
  private LoadedPendingAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object pending, @Advice.Argument(3) Object exchange) {
    HttpCarrierProbe.attach(pending, HttpCarrierProbe.attached(exchange));
  }
}
