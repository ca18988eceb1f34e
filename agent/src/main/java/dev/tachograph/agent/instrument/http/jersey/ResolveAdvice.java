package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/** Variables are filled in, of what the builder has as a template until then. */
final class ResolveAdvice {
  private ResolveAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.This Object target,
      @Advice.AddedField(JerseyInstrumentation.BUILDER) @Nullable Object builder) {
    HttpTemplateProbe.resolving(target, builder);
  }

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object target, @Advice.Returned Object made) {
    HttpTemplateProbe.derived(target, made);
  }
}
