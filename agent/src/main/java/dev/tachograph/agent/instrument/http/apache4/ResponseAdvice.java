package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import org.apache.http.HttpResponse;

/** The response that the application gets. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned HttpResponse response) {
    HttpClientProbe.answered(response.getStatusLine().getStatusCode());
  }
}
