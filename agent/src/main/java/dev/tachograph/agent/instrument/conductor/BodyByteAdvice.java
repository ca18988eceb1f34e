package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;

/** One byte of a request body, on its way to the connection. */
final class BodyByteAdvice {
  private BodyByteAdvice() {}

  @Advice.OnEnter
  static void enter() {
    ApiRequestProbe.bodyWritten(1);
  }
}
