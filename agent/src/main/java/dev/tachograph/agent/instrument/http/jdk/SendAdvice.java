package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import org.jspecify.annotations.Nullable;

/** The application makes a call and waits for it. */
final class SendAdvice {
  private SendAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Argument(0) Object request) {
    return JdkHttpProbe.sending(request);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object before, @Advice.Thrown @Nullable Throwable thrown) {
    JdkHttpProbe.sent(before, thrown);
  }
}
