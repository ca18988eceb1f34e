package dev.tachograph.agent.instrument.conductor;

import com.sun.jersey.api.client.ClientRequest;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import org.jspecify.annotations.Nullable;

/** A request of Jersey 1, which is ours if client 3 resolved a template for it. */
final class JerseySendAdvice {
  private JerseySendAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter() {
    return ApiRequestProbe.sendStarted();
  }

  @Advice.OnExit
  static void exit(
      @Advice.Argument(0) ClientRequest request, @Advice.Entered @Nullable Object started) {
    ApiRequestProbe.sendEnded(started, request.getMethod());
  }
}
