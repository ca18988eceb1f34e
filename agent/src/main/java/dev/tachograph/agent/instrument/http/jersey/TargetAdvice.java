package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;

/** A target was made of another one, for the same path. */
final class TargetAdvice {
  private TargetAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This(optional = true) Object target, @Advice.Return Object made) {
    HttpTemplateProbe.derived(target, made);
  }
}
