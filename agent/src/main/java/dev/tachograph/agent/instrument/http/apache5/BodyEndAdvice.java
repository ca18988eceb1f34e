package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A connection is given back. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object runtime, @Advice.Thrown @Nullable Throwable thrown) {
    HttpBodyProbe.bodyEnded(runtime, thrown);
  }
}
