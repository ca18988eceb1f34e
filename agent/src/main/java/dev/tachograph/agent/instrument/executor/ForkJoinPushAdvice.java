package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task goes into a queue of a fork-join pool. */
final class ForkJoinPushAdvice {
  private ForkJoinPushAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @Woven.Store(value = ExecutorInstrumentation.SUBMISSION, argument = 0)
  static @Nullable Object enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Woven.AddedField(value = ExecutorInstrumentation.SUBMISSION, argument = 0)
          @Nullable Object earlier) {
    return ForkJoinProbe.submitted(monitor, pool, earlier);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
    ForkJoinProbe.submitEnded(submission, thrown);
  }
}
