package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import org.jspecify.annotations.Nullable;

/** OkHttp 3.12 is through with a request and its response. */
final class StreamEndAdvice {
  private StreamEndAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.This Object allocation, @Advice.Argument(3) @Nullable Throwable failure) {
    HttpBodyProbe.bodyEnded(allocation, failure);
  }
}
