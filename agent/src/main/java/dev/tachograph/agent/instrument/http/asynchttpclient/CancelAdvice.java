package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** The application gives a call up. */
final class CancelAdvice {
  private CancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object future) {
    HttpEngineProbe.cancelled(future);
  }
}
