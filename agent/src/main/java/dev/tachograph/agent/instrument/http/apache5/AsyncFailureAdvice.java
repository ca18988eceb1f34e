package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A call has failed for good, or was cancelled, or anything else that there is a future of. */
final class AsyncFailureAdvice {
  private AsyncFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object future, @Advice.Argument(0) @Nullable Throwable failure) {
    HttpClientProbe.ended(HttpCarrierProbe.attached(future), failure);
  }
}
