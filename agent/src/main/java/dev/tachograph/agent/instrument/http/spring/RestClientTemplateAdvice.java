package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * A call is about to be made, and its observation is told the template. Where the call itself keeps
 * that differs from version to version; this is public API.
 */
final class RestClientTemplateAdvice {
  private RestClientTemplateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable String template) {
    HttpTemplateProbe.known(template);
  }
}
