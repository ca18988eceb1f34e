package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Response;

/** The response that the application gets. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return Response response) {
    HttpClientProbe.answered(response.code());
  }
}
