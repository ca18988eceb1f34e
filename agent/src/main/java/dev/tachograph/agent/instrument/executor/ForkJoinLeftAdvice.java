package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A fork-join task is through, whether it ran or was done before. */
final class ForkJoinLeftAdvice {
  private ForkJoinLeftAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission) {
    return ForkJoinProbe.takenUp(submission);
  }

  /** By now it may have been handed in anew, which is not what is through. */
  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object submission) {
    ForkJoinProbe.left(submission);
  }
}
