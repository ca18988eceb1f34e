package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All tasks are taken out of the queue. */
final class PoolDrainAdvice {
  private PoolDrainAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Returned @Nullable List<?> tasks) {
    ThreadPoolProbe.drained(monitor, pool, tasks);
  }
}
