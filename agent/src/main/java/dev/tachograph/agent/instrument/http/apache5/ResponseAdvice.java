package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The response that the application gets; a chain of its own may have made none. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable HttpResponse response) {
    if (response != null) {
      HttpClientProbe.answered(response.getCode());
    }
  }
}
