package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application reads from a response's body. */
final class BodyReadAdvice {
  private BodyReadAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object body,
      @Advice.Return int read,
      @Advice.Thrown @Nullable Throwable thrown) {
    HttpBodyProbe.bodyRead(body, read, thrown);
  }
}
