package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** The body of a response ended. */
final class DoneAdvice {
  private DoneAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object future) {
    HttpEngineProbe.ended(future);
  }
}
