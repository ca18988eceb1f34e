package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** A call is given up. */
final class AsyncCancelAdvice {
  private AsyncCancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object future) {
    HttpEngineProbe.cancelled(future);
  }
}
