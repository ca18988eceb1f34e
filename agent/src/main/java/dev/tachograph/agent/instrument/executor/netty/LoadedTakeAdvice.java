package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.WorkerLoopProbe;
import org.jspecify.annotations.Nullable;

/** A loop that may have begun before takes a task and runs it at once. */
final class LoadedTakeAdvice {
  private LoadedTakeAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object loop) {
    WorkerLoopProbe.asks(loop);
  }

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned @Nullable Object task) {
    WorkerLoopProbe.got(task);
  }
}
