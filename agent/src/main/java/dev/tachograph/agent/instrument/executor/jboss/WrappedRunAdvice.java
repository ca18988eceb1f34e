package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.HandoffPoolProbe;
import org.jspecify.annotations.Nullable;

/** A task that keeps a class loader runs another. */
final class WrappedRunAdvice {
  private WrappedRunAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Receiver Object task) {
    return HandoffPoolProbe.started(null, task);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    HandoffPoolProbe.ended(started, thrown);
  }
}
