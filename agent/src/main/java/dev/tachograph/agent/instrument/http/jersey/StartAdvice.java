package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/** A target is asked for a request. */
final class StartAdvice {
  private StartAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.This Object target) {
    return HttpTemplateProbe.enteredOf(target);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
