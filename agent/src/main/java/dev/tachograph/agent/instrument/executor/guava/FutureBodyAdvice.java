package dev.tachograph.agent.instrument.executor.guava;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A future calls what it was made of. */
final class FutureBodyAdvice {
  private FutureBodyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field(value = "this$0", type = GuavaInstrumentation.FUTURE_TYPE) Object future) {
    FutureProbe.bodyStarted(future);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.Field(value = "this$0", type = GuavaInstrumentation.FUTURE_TYPE) Object future,
      @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.bodyEnded(future, thrown);
  }
}
