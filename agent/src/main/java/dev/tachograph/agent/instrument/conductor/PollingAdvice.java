package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;

/** The life of a {@code TaskRunner}: it polls until it is shut down. */
final class PollingAdvice {
  private PollingAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object runner, @Advice.Field("taskType") String taskType) {
    WorkerProbe.polling(runner, taskType);
  }

  @Advice.OnExit
  static void exit(@Advice.This Object runner) {
    WorkerProbe.pollingEnded(runner);
  }
}
