package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.vertx.core.http.HttpClientResponse;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A body ended; if it is that of a redirect, that is followed meanwhile. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This(optional = true) HttpClientResponse response) {
    return HttpEngineProbe.endedIn(response.request());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object before) {
    HttpEngineProbe.left(before);
  }
}
