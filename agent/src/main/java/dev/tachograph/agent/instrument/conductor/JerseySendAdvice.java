package dev.tachograph.agent.instrument.conductor;

import com.sun.jersey.api.client.ClientRequest;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A request of Jersey 1, which is ours if client 3 resolved a template for it. */
final class JerseySendAdvice {
  private JerseySendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter() {
    return ApiRequestProbe.sendStarted();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Argument(0) ClientRequest request, @Advice.Enter @Nullable Object started) {
    ApiRequestProbe.sendEnded(started, request.getMethod());
  }
}
