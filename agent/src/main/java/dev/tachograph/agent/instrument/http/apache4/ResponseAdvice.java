package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The response that the application gets; a chain of its own may have made none. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable HttpResponse response) {
    if (response != null && response.getStatusLine() != null) {
      HttpClientProbe.answered(response.getStatusLine().getStatusCode());
    }
  }
}
