package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import org.jspecify.annotations.Nullable;

/** A connection is given back. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object runtime, @Advice.Thrown @Nullable Throwable thrown) {
    HttpBodyProbe.bodyEnded(runtime, thrown);
  }
}
