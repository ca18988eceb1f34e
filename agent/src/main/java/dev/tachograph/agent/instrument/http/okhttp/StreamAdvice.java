package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import org.jspecify.annotations.Nullable;

/** OkHttp 3.12 begins a request and its response, of which a call may need several. */
final class StreamAdvice {
  private StreamAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned @Nullable Object stream) {
    HttpBodyProbe.bodyFollows(stream);
  }
}
