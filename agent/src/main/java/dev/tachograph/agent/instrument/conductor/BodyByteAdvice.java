package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;

/** One byte of a request body, on its way to the connection. */
final class BodyByteAdvice {
  private BodyByteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    ApiRequestProbe.bodyWritten(1);
  }
}
