package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpResponse;

/** The response that the application gets. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return HttpResponse response) {
    HttpClientProbe.answered(response.getStatusLine().getStatusCode());
  }
}
