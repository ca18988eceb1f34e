package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import feign.MethodMetadata;
import net.bytebuddy.asm.Advice;

/** A handler is made for the methods of an interface: Feign 9 and 10. */
final class HandlerAdvice {
  private HandlerAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object handler, @Advice.Argument(6) MethodMetadata metadata) {
    HttpTemplateProbe.made(handler, metadata.template().url());
  }
}
