package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import okhttp3.Response;

/** The response that the application gets. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned Response response) {
    HttpClientProbe.answered(response.code());
  }
}
