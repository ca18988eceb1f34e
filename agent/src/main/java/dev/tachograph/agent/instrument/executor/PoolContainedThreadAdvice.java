package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** As {@link PoolThreadAdvice}, where threads are started by a container. */
final class PoolContainedThreadAdvice {
  private PoolContainedThreadAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Argument(0) Thread thread) {
    ThreadPoolProbe.threadStarts(monitor, pool, thread);
  }
}
