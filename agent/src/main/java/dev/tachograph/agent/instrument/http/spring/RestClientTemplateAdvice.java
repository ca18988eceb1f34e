package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/**
 * A call is about to be made, and its observation is told the template. Where the call itself keeps
 * that differs from version to version; this is public API.
 */
final class RestClientTemplateAdvice {
  private RestClientTemplateAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(0) @Nullable String template) {
    HttpTemplateProbe.known(template);
  }
}
