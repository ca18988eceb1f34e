package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** A subscription is cancelled: of a call, or of anything else that was made with a sink. */
final class CancelAdvice {
  private CancelAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object sink) {
    HttpEngineProbe.subscriptionCancelled(sink);
  }
}
