package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** The same in a class that was loaded before, and has no field for the call. */
final class LoadedStartAdvice {
  private LoadedStartAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.This Object exchange, @Advice.Field("userRequest") HttpRequest request) {
    return HttpCarrierProbe.attach(
        exchange, JdkHttpProbe.started(request, request.method(), request.uri()));
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HttpClientProbe.failed(started, thrown);
  }
}
