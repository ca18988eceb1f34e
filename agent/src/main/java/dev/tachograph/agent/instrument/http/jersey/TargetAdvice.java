package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;

/** A target was made of another one, for the same path. */
final class TargetAdvice {
  private TargetAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object target, @Advice.Returned Object made) {
    HttpTemplateProbe.derived(target, made);
  }
}
