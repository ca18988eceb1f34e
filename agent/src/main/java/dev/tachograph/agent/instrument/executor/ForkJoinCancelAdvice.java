package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A fork-join task is cancelled. */
final class ForkJoinCancelAdvice {
  private ForkJoinCancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission,
      @Advice.This(optional = true) Object task) {
    ForkJoinProbe.cancelled(submission, task);
  }
}
