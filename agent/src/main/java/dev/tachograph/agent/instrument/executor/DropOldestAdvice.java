package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** The rejection handler that drops the oldest task in the queue. */
final class DropOldestAdvice {
  private DropOldestAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned @Nullable Object victim) {
    ThreadPoolProbe.oldestDropped(victim);
  }
}
