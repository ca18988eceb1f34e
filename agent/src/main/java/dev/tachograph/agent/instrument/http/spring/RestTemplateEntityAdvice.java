package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/** The same, where the template may come from a RequestEntity, or be null. */
final class RestTemplateEntityAdvice {
  private RestTemplateEntityAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Argument(1) @Nullable String template) {
    return HttpTemplateProbe.entered(template);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
