package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** As {@link ForkJoinTakenAdvice}, for tasks that have no field. */
final class LoadedTakenAdvice {
  private LoadedTakenAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable Object task) {
    ForkJoinProbe.takenWithoutField(task);
  }
}
