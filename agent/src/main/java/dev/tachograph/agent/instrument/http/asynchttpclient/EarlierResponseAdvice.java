package dev.tachograph.agent.instrument.http.asynchttpclient;

import com.ning.http.client.HttpResponseStatus;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** The status of the response is handed on. Version 1.9. */
final class EarlierResponseAdvice {
  private EarlierResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(1) Object future, @Advice.Argument(4) HttpResponseStatus status) {
    HttpEngineProbe.responded(future, status.getStatusCode());
  }
}
