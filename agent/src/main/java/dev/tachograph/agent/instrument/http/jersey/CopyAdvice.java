package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;

/** A request was copied, to be sent. */
final class CopyAdvice {
  private CopyAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object copy, @Advice.Argument(0) Object request) {
    HttpTemplateProbe.derived(request, copy);
  }
}
