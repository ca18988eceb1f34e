package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** An asynchronous call begins. */
final class AsyncCallAdvice {
  private AsyncCallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) @Nullable Object target,
      @Advice.Argument(1) HttpRequest request,
      @Advice.Argument(2) Object state) {
    HttpEngineProbe.started(
        state,
        "apache4",
        null,
        request.getRequestLine().getMethod(),
        String.valueOf(target),
        -1,
        request.getRequestLine().getUri());
  }
}
