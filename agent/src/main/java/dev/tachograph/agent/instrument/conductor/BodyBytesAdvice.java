package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;

/** Bytes of a request body, on their way to the connection. */
final class BodyBytesAdvice {
  private BodyBytesAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) byte[] bytes) {
    ApiRequestProbe.bodyWritten(bytes.length);
  }
}
