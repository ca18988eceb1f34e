package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import feign.MethodMetadata;

/** A handler is made for the methods of an interface: Feign 9 and 10. */
final class HandlerAdvice {
  private HandlerAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object handler, @Advice.Argument(6) MethodMetadata metadata) {
    HttpTemplateProbe.made(handler, metadata.template().url());
  }
}
