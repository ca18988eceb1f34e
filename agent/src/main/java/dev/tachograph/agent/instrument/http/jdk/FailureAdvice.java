package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call has failed for good; what it failed with is made ready for the application. */
final class FailureAdvice {
  private FailureAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.This Object exchange,
      @Advice.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
      @Advice.Returned CompletableFuture<?> failed) {
    JdkHttpProbe.failed(HttpCarrierProbe.callOf(exchange, call), failed);
  }
}
