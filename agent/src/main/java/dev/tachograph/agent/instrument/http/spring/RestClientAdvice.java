package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/** A call, of which {@link RestClientTemplateAdvice} learns the template on the way. */
final class RestClientAdvice {
  private RestClientAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter() {
    return HttpTemplateProbe.entered();
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
