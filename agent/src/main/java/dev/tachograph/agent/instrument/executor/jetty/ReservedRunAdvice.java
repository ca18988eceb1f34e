package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A reserved thread runs a task. */
final class ReservedRunAdvice {
  private ReservedRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Woven.Receiver Object task) {
    return WorkerLoopProbe.started(task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.ended(started, thrown);
  }
}
