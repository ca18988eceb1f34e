package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import feign.MethodHandlerConfiguration;
import net.bytebuddy.asm.Advice;

/** The same: Feign 13. */
final class ConfiguredHandlerAdvice {
  private ConfiguredHandlerAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object handler,
      @Advice.Argument(0) MethodHandlerConfiguration configuration) {
    HttpTemplateProbe.made(handler, configuration.getMetadata().template().url());
  }
}
