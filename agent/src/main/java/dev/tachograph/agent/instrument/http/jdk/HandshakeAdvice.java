package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;

/** The handshake of a WebSocket is sent as a request, and is none. */
final class HandshakeAdvice {
  private HandshakeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter() {
    return HttpClientProbe.ignoredEntered();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter boolean before) {
    HttpClientProbe.ignoredLeft(before);
  }
}
