package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.HttpResponse;

/** The response that the application gets. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return HttpResponse response) {
    HttpClientProbe.answered(response.getCode());
  }
}
