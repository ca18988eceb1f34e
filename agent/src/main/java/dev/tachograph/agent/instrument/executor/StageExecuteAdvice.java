package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPerTaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The executor of CompletableFuture that starts a thread for each task. */
final class StageExecuteAdvice {
  private StageExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object executor, @Advice.Argument(0) @Nullable Object task) {
    ThreadPerTaskProbe.stageSubmitted(executor, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object executor,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPerTaskProbe.submitEnded(null, executor, task, thrown);
  }
}
