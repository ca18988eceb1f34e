package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;

/** The application gives up a call, or anything else that it has a future of. */
final class AsyncCancelAdvice {
  private AsyncCancelAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future) {
    HttpClientProbe.cancelled(HttpCarrierProbe.attached(future));
  }
}
