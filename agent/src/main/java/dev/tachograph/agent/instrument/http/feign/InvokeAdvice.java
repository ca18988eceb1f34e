package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A method of an interface is called. */
final class InvokeAdvice {
  private InvokeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This(optional = true) Object handler) {
    return HttpTemplateProbe.enteredOf(handler);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
