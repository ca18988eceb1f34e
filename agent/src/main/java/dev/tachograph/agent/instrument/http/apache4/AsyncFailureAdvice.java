package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import org.jspecify.annotations.Nullable;

/** A call has failed. */
final class AsyncFailureAdvice {
  private AsyncFailureAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future, @Advice.Argument(0) @Nullable Throwable failure) {
    HttpEngineProbe.failed(future, failure);
  }
}
