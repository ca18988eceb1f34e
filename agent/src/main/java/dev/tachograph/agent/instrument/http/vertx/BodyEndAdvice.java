package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/** A body ended; if it is that of a redirect, that is followed meanwhile. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.This HttpClientResponse response) {
    return HttpEngineProbe.endedIn(response.request());
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpEngineProbe.left(before);
  }
}
