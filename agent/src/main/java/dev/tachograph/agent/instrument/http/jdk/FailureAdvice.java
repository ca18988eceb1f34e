package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import dev.tachograph.bootstrap.probe.JdkHttpProbe;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A call has failed for good; what it failed with is made ready for the application. */
final class FailureAdvice {
  private FailureAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object exchange,
      @Woven.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
      @Advice.Return CompletableFuture<?> failed) {
    JdkHttpProbe.failed(HttpCarrierProbe.callOf(exchange, call), failed);
  }
}
