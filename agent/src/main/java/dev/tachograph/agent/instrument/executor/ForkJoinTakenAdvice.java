package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A subclass of a fork-join pool takes a task out of its queues. */
final class ForkJoinTakenAdvice {
  private ForkJoinTakenAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Woven.AddedField(
              value = ExecutorInstrumentation.SUBMISSION,
              argument = Woven.AddedField.RETURNED)
          @Nullable Object submission,
      @Advice.Return @Nullable Object taken) {
    if (taken != null) {
      ForkJoinProbe.left(submission);
    }
  }
}
