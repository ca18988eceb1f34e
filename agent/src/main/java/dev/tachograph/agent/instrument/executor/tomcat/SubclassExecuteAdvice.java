package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.bootstrap.probe.executor.RetryingPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A subclass of the JDK's pool is handed a task. */
final class SubclassExecuteAdvice {
  private SubclassExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This(optional = true) Object pool, @Advice.Argument(0) @Nullable Object task) {
    return RetryingPoolProbe.submitted(null, pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    RetryingPoolProbe.submitEnded(started, thrown);
  }
}
