package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;

/** The application gives up a call, or anything else that it has a future of. */
final class AsyncCancelAdvice {
  private AsyncCancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object future) {
    HttpClientProbe.cancelled(HttpCarrierProbe.attached(future));
  }
}
