package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application makes a call and waits for it. */
final class SendAdvice {
  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(0) Object request) {
    return JdkHttpProbe.sending(request);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object before, @Advice.Thrown @Nullable Throwable thrown) {
    JdkHttpProbe.sent(before, thrown);
  }
}
