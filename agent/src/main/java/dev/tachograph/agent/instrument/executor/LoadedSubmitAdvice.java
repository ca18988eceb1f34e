package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** As {@link ForkJoinSubmitAdvice}, for tasks that have no field. */
final class LoadedSubmitAdvice {
  private LoadedSubmitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(1) Object task) {
    return ForkJoinProbe.submittedWithoutField(monitor, pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
    ForkJoinProbe.submitEnded(submission, thrown);
  }
}
