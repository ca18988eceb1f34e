package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** A call failed. */
final class AbortAdvice {
  private AbortAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object future, @Advice.Argument(0) Throwable failure) {
    HttpEngineProbe.ended(future, failure);
  }
}
