package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/** A call with a template and its variables. */
final class RestTemplateAdvice {
  private RestTemplateAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Argument(0) String template) {
    return HttpTemplateProbe.entered(template);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
