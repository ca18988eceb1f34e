package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import org.jspecify.annotations.Nullable;

/** A response is handled: a request that is asked for meanwhile follows a redirect. */
final class HandleAdvice {
  private HandleAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.This Object request) {
    return HttpEngineProbe.entered(request);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpEngineProbe.left(before);
  }
}
