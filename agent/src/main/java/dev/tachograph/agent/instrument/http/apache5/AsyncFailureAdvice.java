package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.jspecify.annotations.Nullable;

/** The call has failed for good, or was cancelled. */
final class AsyncFailureAdvice {
  private AsyncFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field("val$execRuntime") AsyncExecRuntime runtime,
      @Advice.Argument(0) @Nullable Throwable failure) {
    HttpClientProbe.ended(HttpCarrierProbe.attached(runtime), failure);
  }
}
