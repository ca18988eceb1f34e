package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The same, where the template may come from a RequestEntity, or be null. */
final class RestTemplateEntityAdvice {
  private RestTemplateEntityAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(1) @Nullable String template) {
    return HttpTemplateProbe.entered(template);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
