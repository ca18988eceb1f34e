package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The rejection handler that lets the caller run the task. */
final class CallerRunsAdvice {
  private CallerRunsAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Woven.Receiver Object task) {
    return ThreadPoolProbe.callerStarted(task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }
}
