package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;

/** The constructor of a target that all others call. */
final class TargetMadeAdvice {
  private TargetMadeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(JerseyInstrumentation.BUILDER)
  static Object exit(@Advice.Argument(0) Object builder) {
    return HttpTemplateProbe.printedBy(builder);
  }
}
