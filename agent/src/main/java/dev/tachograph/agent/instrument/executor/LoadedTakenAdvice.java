package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import org.jspecify.annotations.Nullable;

/** As {@link ForkJoinTakenAdvice}, for tasks that have no field. */
final class LoadedTakenAdvice {
  private LoadedTakenAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned @Nullable Object task) {
    ForkJoinProbe.takenWithoutField(task);
  }
}
