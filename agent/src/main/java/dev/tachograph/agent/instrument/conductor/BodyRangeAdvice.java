package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;

/** Bytes of a request body, on their way to the connection. */
final class BodyRangeAdvice {
  private BodyRangeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(2) int length) {
    ApiRequestProbe.bodyWritten(length);
  }
}
