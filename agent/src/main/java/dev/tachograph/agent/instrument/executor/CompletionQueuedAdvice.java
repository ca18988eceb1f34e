package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import java.util.concurrent.Future;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A completion service is done with a future, and puts it where it is asked for. */
final class CompletionQueuedAdvice {
  private CompletionQueuedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object decoration,
      @Woven.Field("task") @Nullable Future<?> decorated) {
    FutureProbe.decoratedEnded(decoration, decorated);
  }
}
