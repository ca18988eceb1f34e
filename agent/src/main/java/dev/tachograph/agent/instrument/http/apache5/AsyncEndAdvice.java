package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import org.apache.hc.client5.http.async.AsyncExecRuntime;

/** The response has come to its end. */
final class AsyncEndAdvice {
  private AsyncEndAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Field("val$execRuntime") AsyncExecRuntime runtime) {
    HttpClientProbe.ended(HttpCarrierProbe.attached(runtime), null);
  }
}
