package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;

/** The life of a {@code TaskRunner}: it polls until it is shut down. */
final class PollingAdvice {
  private PollingAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object runner, @Woven.Field("taskType") String taskType) {
    WorkerProbe.polling(runner, taskType);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This(optional = true) Object runner) {
    WorkerProbe.pollingEnded(runner);
  }
}
