package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import feign.MethodMetadata;

/** The same: Feign 11 and 12. */
final class InterceptedHandlerAdvice {
  private InterceptedHandlerAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object handler, @Advice.Argument(7) MethodMetadata metadata) {
    HttpTemplateProbe.made(handler, metadata.template().url());
  }
}
