package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;

/** The constructor of a target that all others call. */
final class TargetMadeAdvice {
  private TargetMadeAdvice() {}

  @Advice.OnExit(onThrowable = false)
  @Advice.Store(JerseyInstrumentation.BUILDER)
  static Object exit(@Advice.Argument(0) Object builder) {
    return HttpTemplateProbe.printedBy(builder);
  }
}
