package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import feign.MethodMetadata;
import net.bytebuddy.asm.Advice;

/** The same: Feign 11 and 12. */
final class InterceptedHandlerAdvice {
  private InterceptedHandlerAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object handler, @Advice.Argument(7) MethodMetadata metadata) {
    HttpTemplateProbe.made(handler, metadata.template().url());
  }
}
