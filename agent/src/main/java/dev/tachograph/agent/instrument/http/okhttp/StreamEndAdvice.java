package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** OkHttp 3.12 is through with a request and its response. */
final class StreamEndAdvice {
  private StreamEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object allocation,
      @Advice.Argument(3) @Nullable Throwable failure) {
    HttpBodyProbe.bodyEnded(allocation, failure);
  }
}
