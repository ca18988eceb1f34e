package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import net.bytebuddy.asm.Advice;

/** A call is done when it says so, once, with its body or before. */
final class CallBodyAdvice {
  private CallBodyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object call) {
    HttpBodyProbe.bodyFollows(call);
  }
}
