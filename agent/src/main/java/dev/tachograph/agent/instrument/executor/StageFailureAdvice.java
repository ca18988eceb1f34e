package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;

/** A stage completes with what its function has thrown. */
final class StageFailureAdvice {
  private StageFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object stage) {
    FutureProbe.stageFailed(stage);
  }
}
