package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;

/** The application closes a response's body. */
final class BodyCloseAdvice {
  private BodyCloseAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object body) {
    HttpBodyProbe.bodyEnded(body, null);
  }
}
