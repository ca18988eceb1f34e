package dev.tachograph.agent.instrument.executor.guava;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import org.jspecify.annotations.Nullable;

/** A future calls what it was made of. */
final class FutureBodyAdvice {
  private FutureBodyAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.Field(value = "this$0", type = GuavaInstrumentation.FUTURE_TYPE) Object future) {
    FutureProbe.bodyStarted(future);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Field(value = "this$0", type = GuavaInstrumentation.FUTURE_TYPE) Object future,
      @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.bodyEnded(future, thrown);
  }
}
