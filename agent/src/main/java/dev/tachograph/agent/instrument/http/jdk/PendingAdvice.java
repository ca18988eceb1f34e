package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A client notes a call, to abort it when it is shut down. */
final class PendingAdvice {
  private PendingAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @Woven.Store(JdkHttpInstrumentation.CALL)
  static @Nullable Object exit(
      @Advice.Argument(3) Object exchange,
      @Woven.AddedField(value = JdkHttpInstrumentation.CALL, argument = 3) @Nullable Object call) {
    return HttpCarrierProbe.callOf(exchange, call);
  }
}
