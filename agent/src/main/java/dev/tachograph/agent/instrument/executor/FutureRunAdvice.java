package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;

/** A FutureTask is run, which it may not need any more. */
final class FutureRunAdvice {
  private FutureRunAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object future, @Advice.Field("state") int state) {
    FutureProbe.ran(future, state);
  }
}
