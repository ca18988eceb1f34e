package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.OwnExecutorProbe;
import org.jspecify.annotations.Nullable;

/** Something that may be a task is run. */
final class OwnRunAdvice {
  private OwnRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Receiver @Nullable Object task) {
    return OwnExecutorProbe.started(task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    OwnExecutorProbe.ended(started, thrown);
  }
}
