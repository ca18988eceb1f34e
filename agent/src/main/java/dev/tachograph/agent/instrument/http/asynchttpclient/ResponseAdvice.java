package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import org.asynchttpclient.HttpResponseStatus;

/** The head of a response came, which the client may answer by another request. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.Argument(1) Object future,
      @Advice.Argument(4) HttpResponseStatus status,
      @Advice.Returned boolean intercepted) {
    HttpEngineProbe.respondedUnless(intercepted, future, status.getStatusCode());
  }
}
