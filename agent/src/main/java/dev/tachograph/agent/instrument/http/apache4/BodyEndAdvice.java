package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import org.jspecify.annotations.Nullable;

/** A connection is held no longer. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object holder, @Advice.Thrown @Nullable Throwable thrown) {
    HttpBodyProbe.bodyEnded(holder, thrown);
  }
}
