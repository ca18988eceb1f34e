package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import feign.MethodHandlerConfiguration;

/** The same: Feign 13. */
final class ConfiguredHandlerAdvice {
  private ConfiguredHandlerAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.This Object handler, @Advice.Argument(0) MethodHandlerConfiguration configuration) {
    HttpTemplateProbe.made(handler, configuration.getMetadata().template().url());
  }
}
