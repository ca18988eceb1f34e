package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A worker whose loop began before it could be woven gets its next task. */
final class LoadedGetTaskAdvice {
  private LoadedGetTaskAdvice() {}

  @Advice.OnEnter
  static void enter() {
    ThreadPoolProbe.workerAsks();
  }

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object pool, @Advice.Returned @Nullable Object task) {
    ThreadPoolProbe.workerGot(pool, task);
  }
}
