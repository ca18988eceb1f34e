package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A completion service is done with a future, and puts it where it is asked for. */
final class CompletionQueuedAdvice {
  private CompletionQueuedAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.This Object decoration, @Advice.Field("task") @Nullable Future<?> decorated) {
    FutureProbe.decoratedEnded(decoration, decorated);
  }
}
