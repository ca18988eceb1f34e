package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;

/**
 * OkHttp 3.12 begins a request and its response, of which a call may need several. What allocates
 * the streams stays the same if one is given up and the request made again.
 */
final class StreamAdvice {
  private StreamAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object allocation) {
    HttpBodyProbe.bodyFollows(allocation);
  }
}
