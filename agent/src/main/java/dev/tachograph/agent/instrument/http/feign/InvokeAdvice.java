package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/** A method of an interface is called. */
final class InvokeAdvice {
  private InvokeAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.This Object handler) {
    return HttpTemplateProbe.enteredOf(handler);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
