package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The rejection handler that drops the oldest task in the queue. */
final class DropOldestAdvice {
  private DropOldestAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable Object victim) {
    ThreadPoolProbe.oldestDropped(victim);
  }
}
