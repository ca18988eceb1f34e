package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;

/** The application closes a response's body. */
final class BodyCloseAdvice {
  private BodyCloseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This(optional = true) Object body) {
    HttpBodyProbe.bodyEnded(body, null);
  }
}
