package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import java.net.http.HttpRequest;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The same in a class that was loaded before, and has no field for the call. */
final class LoadedStartAdvice {
  private LoadedStartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This(optional = true) Object exchange,
      @Woven.Field("userRequest") HttpRequest request) {
    return HttpCarrierProbe.attach(
        exchange, JdkHttpProbe.started(request, request.method(), request.uri()));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HttpClientProbe.failed(started, thrown);
  }
}
