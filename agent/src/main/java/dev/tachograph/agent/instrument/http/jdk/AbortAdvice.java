package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A client that is shut down completes the future of a call over the call's head. */
final class AbortAdvice {
  private AbortAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object pending,
      @Woven.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
      @Advice.Argument(0) Throwable reason) {
    JdkHttpProbe.aborted(HttpCarrierProbe.callOf(pending, call), reason);
  }
}
