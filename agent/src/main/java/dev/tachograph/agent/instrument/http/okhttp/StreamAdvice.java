package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;

/**
 * OkHttp 3.12 begins a request and its response, of which a call may need several. What allocates
 * the streams stays the same if one is given up and the request made again.
 */
final class StreamAdvice {
  private StreamAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This(optional = true) Object allocation) {
    HttpBodyProbe.bodyFollows(allocation);
  }
}
