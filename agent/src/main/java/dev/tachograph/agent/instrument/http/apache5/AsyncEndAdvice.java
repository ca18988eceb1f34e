package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.async.AsyncExecRuntime;

/** The response has come to its end. */
final class AsyncEndAdvice {
  private AsyncEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Woven.Field("val$execRuntime") AsyncExecRuntime runtime) {
    HttpClientProbe.ended(HttpCarrierProbe.attached(runtime), null);
  }
}
