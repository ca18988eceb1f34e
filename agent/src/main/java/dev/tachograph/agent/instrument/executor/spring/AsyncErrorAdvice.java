package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A method that runs asynchronously has failed, and the task that has called it may keep that. */
final class AsyncErrorAdvice {
  private AsyncErrorAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable Throwable thrown) {
    FutureProbe.failureKept(thrown);
  }
}
