package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.asynchttpclient.HttpResponseStatus;

/** The head of a response came, which the client may answer by another request. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(1) Object future,
      @Advice.Argument(4) HttpResponseStatus status,
      @Advice.Return boolean intercepted) {
    HttpEngineProbe.respondedUnless(intercepted, future, status.getStatusCode());
  }
}
