package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A target is asked for a request. */
final class StartAdvice {
  private StartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This(optional = true) Object target) {
    return HttpTemplateProbe.enteredOf(target);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
