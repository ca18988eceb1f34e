package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A call passes the chain of interceptors. */
final class CallAdvice {
  private CallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.Field("originalRequest") Request request,
      @Woven.Field("forWebSocket") boolean webSocket) {
    return HttpTemplateProbe.started(
        request,
        HttpClientProbe.entered(
            webSocket,
            "okhttp",
            request.method(),
            request.url().host(),
            request.url().port(),
            request.url().encodedPath()));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
    HttpClientProbe.left(entered, thrown);
  }
}
