package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;

/** Bytes of a request body, on their way to the connection. */
final class BodyRangeAdvice {
  private BodyRangeAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(2) int length) {
    ApiRequestProbe.bodyWritten(length);
  }
}
