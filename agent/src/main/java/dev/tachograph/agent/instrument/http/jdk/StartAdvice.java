package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A call begins, on the caller's thread. */
final class StartAdvice {
  private StartAdvice() {}

  @Advice.OnEnter
  @Advice.Store(JdkHttpInstrumentation.CALL)
  static @Nullable Object enter(@Advice.Field("userRequest") HttpRequest request) {
    return JdkHttpProbe.started(request, request.method(), request.uri());
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HttpClientProbe.failed(started, thrown);
  }
}
