package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** All tasks are taken out of the queue. */
final class PoolDrainAdvice {
  private PoolDrainAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Return @Nullable List<?> tasks) {
    ThreadPoolProbe.drained(monitor, pool, tasks);
  }
}
