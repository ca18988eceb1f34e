package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** As {@link ForkJoinRunAdvice}, for tasks that have no field. */
final class LoadedRunAdvice {
  private LoadedRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This(optional = true) Object task) {
    return ForkJoinProbe.startedWithoutField(task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started,
      @Advice.This(optional = true) Object task,
      @Advice.Thrown @Nullable Throwable thrown) {
    ForkJoinProbe.ended(started, task, thrown);
  }
}
