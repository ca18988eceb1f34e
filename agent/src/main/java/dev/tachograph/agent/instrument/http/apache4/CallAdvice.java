package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import org.apache.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A call, with all its retries and redirects. */
final class CallAdvice {
  private CallAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.Argument(0) @Nullable Object target, @Advice.Argument(1) HttpRequest request) {
    return HttpClientProbe.entered(
        "apache4",
        request.getRequestLine().getMethod(),
        String.valueOf(target),
        -1,
        request.getRequestLine().getUri());
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
    HttpClientProbe.left(entered, thrown);
  }
}
