package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpBodyProbe;
import org.jspecify.annotations.Nullable;

/** All of a call is done, its body included: its timeout ends. */
final class CallDoneAdvice {
  private CallDoneAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object call, @Advice.Argument(0) @Nullable Throwable failure) {
    HttpBodyProbe.bodyEnded(call, failure);
  }
}
