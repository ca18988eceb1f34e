package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import org.jspecify.annotations.Nullable;

/** The application reads from a response's body. */
final class BodyReadAdvice {
  private BodyReadAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.This Object body,
      @Advice.Returned int read,
      @Advice.Thrown @Nullable Throwable thrown) {
    HttpBodyProbe.bodyRead(body, read, thrown);
  }
}
