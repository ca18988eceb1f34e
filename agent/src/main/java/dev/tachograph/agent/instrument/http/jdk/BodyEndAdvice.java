package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What the application gets is made, when the body is there; also of what is not the last. */
final class BodyEndAdvice {
  private BodyEndAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(1) @Nullable Object response) {
    JdkHttpProbe.bodyCame(response);
  }
}
