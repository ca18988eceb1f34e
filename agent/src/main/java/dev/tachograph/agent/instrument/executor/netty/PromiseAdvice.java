package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task that is a promise calls what it was made of. */
final class PromiseAdvice {
  private PromiseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object promise) {
    FutureProbe.bodyStarted(promise);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object promise, @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.bodyEnded(promise, thrown);
  }
}
