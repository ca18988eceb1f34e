package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;

/** Bytes of a request body, on their way to the connection. */
final class BodyBytesAdvice {
  private BodyBytesAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(0) byte[] bytes) {
    ApiRequestProbe.bodyWritten(bytes.length);
  }
}
