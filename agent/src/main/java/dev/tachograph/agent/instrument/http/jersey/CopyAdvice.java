package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;

/** A request was copied, to be sent. */
final class CopyAdvice {
  private CopyAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This(optional = true) Object copy, @Advice.Argument(0) Object request) {
    HttpTemplateProbe.derived(request, copy);
  }
}
