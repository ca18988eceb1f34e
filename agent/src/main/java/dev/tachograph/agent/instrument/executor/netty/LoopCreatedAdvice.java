package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A loop is created, by the innermost constructor. */
final class LoopCreatedAdvice {
  private LoopCreatedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(ExecutorInstrumentation.MONITOR)
  static @Nullable Object exit(
      @Advice.This(optional = true) Object loop,
      @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
    return WorkerLoopProbe.created(loop, 1, kept);
  }
}
