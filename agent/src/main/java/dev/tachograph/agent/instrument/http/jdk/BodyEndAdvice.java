package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import org.jspecify.annotations.Nullable;

/** What the application gets is made, when the body is there; also of what is not the last. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Argument(1) @Nullable Object response) {
    JdkHttpProbe.bodyCame(response);
  }
}
