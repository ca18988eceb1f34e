package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;

/** A connection is taken until the body that comes over it has been read, or given up. */
final class BodyAdvice {
  private BodyAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object runtime) {
    HttpBodyProbe.bodyFollows(runtime);
  }
}
