package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;

/** A call is done when it says so, once, with its body or before. */
final class CallBodyAdvice {
  private CallBodyAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object call) {
    HttpBodyProbe.bodyFollows(call);
  }
}
