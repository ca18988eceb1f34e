package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A fork-join task runs. */
final class ForkJoinRunAdvice {
  private ForkJoinRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission,
      @Advice.This(optional = true) Object task) {
    return ForkJoinProbe.started(submission, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started,
      @Advice.This(optional = true) Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ForkJoinProbe.ended(started, task, thrown);
  }
}
