package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** The same in another order: version 4.0. */
final class EarlierAsyncCallAdvice {
  private EarlierAsyncCallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) Object state,
      @Advice.Argument(1) @Nullable Object target,
      @Advice.Argument(2) HttpRequest request) {
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
