package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;

/** A request is made, of the target that is asked for it on this thread. */
final class RequestAdvice {
  private RequestAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object request) {
    HttpTemplateProbe.made(request);
  }
}
