package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** Asked of each failure, a redirect among them, is whether to subscribe again. */
final class FailureAdvice {
  private FailureAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object handler,
      @Advice.Argument(0) Throwable failure,
      @Advice.Return boolean again) {
    HttpEngineProbe.failedUnless(again, handler, failure);
  }
}
