package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool is as good as created when it starts its core threads. */
final class PrestartAdvice {
  private PrestartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object enter(
      @Advice.This(optional = true) Object pool,
      @Woven.Field("maximumPoolSize") int maxThreads,
      @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return ThreadPoolProbe.created(pool, maxThreads, kept);
  }
}
