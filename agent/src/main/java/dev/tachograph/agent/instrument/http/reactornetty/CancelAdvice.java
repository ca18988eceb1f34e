package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** A subscription is cancelled: of a call, or of anything else that was made with a sink. */
final class CancelAdvice {
  private CancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object sink) {
    HttpEngineProbe.subscriptionCancelled(sink);
  }
}
