package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A loop that may have begun before takes a task and runs it at once. */
final class LoadedTakeAdvice {
  private LoadedTakeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object loop) {
    WorkerLoopProbe.asks(loop);
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable Object task) {
    WorkerLoopProbe.got(task);
  }
}
