package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** All of a call is done, its body included: its timeout ends. */
final class CallDoneAdvice {
  private CallDoneAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object call, @Advice.Argument(0) @Nullable Throwable failure) {
    HttpBodyProbe.bodyEnded(call, failure);
  }
}
