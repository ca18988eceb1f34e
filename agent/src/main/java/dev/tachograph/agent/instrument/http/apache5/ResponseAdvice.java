package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import org.apache.hc.core5.http.HttpResponse;

/** The response that the application gets. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned HttpResponse response) {
    HttpClientProbe.answered(response.getCode());
  }
}
