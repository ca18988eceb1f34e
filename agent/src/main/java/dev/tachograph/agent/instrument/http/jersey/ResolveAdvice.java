package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Variables are filled in, of what the builder has as a template until then. */
final class ResolveAdvice {
  private ResolveAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object target,
      @Woven.AddedField(JerseyInstrumentation.BUILDER) @Nullable Object builder) {
    HttpTemplateProbe.resolving(target, builder);
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This(optional = true) Object target, @Advice.Return Object made) {
    HttpTemplateProbe.derived(target, made);
  }
}
