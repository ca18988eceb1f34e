package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;

/** A FutureTask is run, which it may not need any more. */
final class FutureRunAdvice {
  private FutureRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object future, @Woven.Field("state") int state) {
    FutureProbe.ran(future, state);
  }
}
