package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import java.net.http.HttpRequest;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A call begins, on the caller's thread. */
final class StartAdvice {
  private StartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @Woven.Store(JdkHttpInstrumentation.CALL)
  static @Nullable Object enter(@Woven.Field("userRequest") HttpRequest request) {
    return JdkHttpProbe.started(request, request.method(), request.uri());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HttpClientProbe.failed(started, thrown);
  }
}
