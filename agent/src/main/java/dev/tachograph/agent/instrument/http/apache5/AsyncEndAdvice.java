package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;

/** A call has completed, or anything else that there is a future of. */
final class AsyncEndAdvice {
  private AsyncEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object future) {
    HttpClientProbe.completed(HttpCarrierProbe.attached(future));
  }
}
