package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A thread is to be started for a callable. */
final class PerTaskSubmitAdvice {
  private PerTaskSubmitAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object executor,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.futureSubmitEnded(monitor, executor, thrown);
  }
}
