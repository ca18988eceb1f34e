package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;

/** As {@link ForkJoinLeftAdvice}, for tasks that have no field. */
final class LoadedLeftAdvice {
  private LoadedLeftAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return ForkJoinProbe.entered();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This(optional = true) Object task, @Advice.Enter long entered) {
    ForkJoinProbe.leftWithoutField(task, entered);
  }
}
