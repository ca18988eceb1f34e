package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;

/** The handshake of a WebSocket is sent as a request, and is none. */
final class HandshakeAdvice {
  private HandshakeAdvice() {}

  @Advice.OnEnter
  static boolean enter() {
    return HttpClientProbe.ignoredEntered();
  }

  @Advice.OnExit
  static void exit(@Advice.Entered boolean before) {
    HttpClientProbe.ignoredLeft(before);
  }
}
