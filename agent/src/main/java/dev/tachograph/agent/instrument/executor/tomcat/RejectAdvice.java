package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task is given to the rejection handler. */
final class RejectAdvice {
  private RejectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
      @Advice.This(optional = true) Object pool,
      @Advice.Argument(0) @Nullable Object task) {
    return ThreadPoolProbe.rejectStarted(monitor, pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started,
      @Woven.Field(value = "handler", type = "L" + TomcatInstrumentation.HANDLER + ";")
          @Nullable Object handler,
      @Advice.Thrown @Nullable Throwable thrown) {
    ThreadPoolProbe.rejectEnded(started, handler, thrown);
  }
}
