package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** A call has completed, or anything else that there is a future of. */
final class AsyncEndAdvice {
  private AsyncEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object future) {
    HttpEngineProbe.ended(future);
  }
}
