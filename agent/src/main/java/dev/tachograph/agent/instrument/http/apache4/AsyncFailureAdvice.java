package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A call has failed. */
final class AsyncFailureAdvice {
  private AsyncFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object future,
      @Advice.Argument(0) @Nullable Throwable failure) {
    HttpEngineProbe.failed(future, failure);
  }
}
