package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;

/** A connection is held until the body that comes over it has been read, or given up. */
final class BodyAdvice {
  private BodyAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This(optional = true) Object holder) {
    HttpBodyProbe.bodyFollows(holder);
  }
}
