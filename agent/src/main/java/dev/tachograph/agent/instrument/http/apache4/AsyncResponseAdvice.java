package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpResponse;

/** The response that the application gets. */
final class AsyncResponseAdvice {
  private AsyncResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object state, @Advice.Argument(0) HttpResponse response) {
    HttpEngineProbe.responded(state, response.getStatusLine().getStatusCode());
  }
}
