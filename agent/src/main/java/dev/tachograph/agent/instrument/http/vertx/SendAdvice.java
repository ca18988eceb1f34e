package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpAskedProbe;
import net.bytebuddy.asm.Advice;

/** A request is sent, its head first. */
final class SendAdvice {
  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object request) {
    HttpAskedProbe.sent(request);
  }
}
