package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpAskedProbe;

/** A request is sent, its head first. */
final class SendAdvice {
  private SendAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object request) {
    HttpAskedProbe.sent(request);
  }
}
