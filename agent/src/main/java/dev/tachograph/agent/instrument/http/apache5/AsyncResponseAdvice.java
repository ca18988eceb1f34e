package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.http.HttpResponse;

/** The response that the application gets. */
final class AsyncResponseAdvice {
  private AsyncResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field("val$execRuntime") AsyncExecRuntime runtime,
      @Advice.Argument(0) HttpResponse response) {
    HttpClientProbe.responded(HttpCarrierProbe.attached(runtime), response.getCode());
  }
}
