package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import org.jspecify.annotations.Nullable;

/** A client that is shut down completes the future of a call over the call's head. */
final class AbortAdvice {
  private AbortAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.This Object pending,
      @Advice.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
      @Advice.Argument(0) Throwable reason) {
    JdkHttpProbe.aborted(HttpCarrierProbe.callOf(pending, call), reason);
  }
}
