package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;

/** A stage completes with what its function has thrown. */
final class StageFailureAdvice {
  private StageFailureAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object stage) {
    FutureProbe.stageFailed(stage);
  }
}
