package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A worker has its pool run a task. */
final class RunJobAdvice {
  private RunJobAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Receiver Object pool, @Advice.Argument(0) Object task) {
    return WorkerLoopProbe.startedBy(pool, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.ended(started, thrown);
  }
}
