package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import org.apache.http.HttpResponse;

/** The response that the application gets. */
final class AsyncResponseAdvice {
  private AsyncResponseAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object state, @Advice.Argument(0) HttpResponse response) {
    HttpEngineProbe.responded(state, response.getStatusLine().getStatusCode());
  }
}
