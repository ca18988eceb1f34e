package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.ForkJoinProbe;
import net.bytebuddy.asm.Advice;

/** As {@link ForkJoinCancelAdvice}, for tasks that have no field. */
final class LoadedCancelAdvice {
  private LoadedCancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object task) {
    ForkJoinProbe.cancelledWithoutField(task);
  }
}
