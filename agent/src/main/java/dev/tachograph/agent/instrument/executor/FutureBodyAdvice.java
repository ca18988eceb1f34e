package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A FutureTask calls what it was made of. */
final class FutureBodyAdvice {
  private FutureBodyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object future) {
    FutureProbe.bodyStarted(future);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object future, @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.bodyEnded(future, thrown);
  }
}
