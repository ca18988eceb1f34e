package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;

/** A target was made of another one, for a path below. */
final class PathAdvice {
  private PathAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.This Object target, @Advice.Argument(0) String path, @Advice.Returned Object made) {
    HttpTemplateProbe.extended(target, path, made);
  }
}
