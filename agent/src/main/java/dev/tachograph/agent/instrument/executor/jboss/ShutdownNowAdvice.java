package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pool is shut down and gives back what has not run. */
final class ShutdownNowAdvice {
  private ShutdownNowAdvice() {}

  @Advice.OnEnter
  static void enter() {
    HandoffPoolProbe.givingBack();
  }

  @Advice.OnExit
  static void exit(
      @Advice.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This Object pool,
      @Advice.Returned @Nullable List<?> tasks) {
    HandoffPoolProbe.givenBack(monitor, pool, tasks);
  }
}
