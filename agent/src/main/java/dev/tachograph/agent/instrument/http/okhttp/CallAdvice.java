package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A call passes the chain of interceptors. */
final class CallAdvice {
  private CallAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.Field("originalRequest") Request request,
      @Advice.Field("forWebSocket") boolean webSocket) {
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

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
    HttpClientProbe.left(entered, thrown);
  }
}
