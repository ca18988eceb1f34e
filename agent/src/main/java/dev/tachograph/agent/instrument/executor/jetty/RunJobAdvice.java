package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A worker has its pool run a task. */
final class RunJobAdvice {
  private RunJobAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Woven.Receiver Object pool, @Advice.Argument(0) Object task) {
    return WorkerLoopProbe.startedBy(pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.ended(started, thrown);
  }
}
