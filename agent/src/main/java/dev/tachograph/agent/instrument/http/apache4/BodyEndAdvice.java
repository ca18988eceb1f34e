package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A connection is held no longer. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object holder, @Advice.Thrown @Nullable Throwable thrown) {
    HttpBodyProbe.bodyEnded(holder, thrown);
  }
}
