package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A reserved thread runs a task. */
final class ReservedRunAdvice {
  private ReservedRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Receiver Object task) {
    return WorkerLoopProbe.started(task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    WorkerLoopProbe.ended(started, thrown);
  }
}
