package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.HttpClientProbe;
import org.jspecify.annotations.Nullable;

/** A call has failed for good, or was cancelled, or anything else that there is a future of. */
final class AsyncFailureAdvice {
  private AsyncFailureAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future, @Advice.Argument(0) @Nullable Throwable failure) {
    HttpClientProbe.ended(HttpCarrierProbe.attached(future), failure);
  }
}
