package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.client.http.ConductorClientRequest;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import org.jspecify.annotations.Nullable;

/** A request to the server, by the method through which all others go. */
final class RequestAdvice {
  private RequestAdvice() {}

  @Advice.OnEnter
  static Object enter() {
    return ApiRequestProbe.requestStarted();
  }

  @Advice.OnExit
  static void exit(
      @Advice.Argument(0) ConductorClientRequest request,
      @Advice.Entered @Nullable Object started) {
    ApiRequestProbe.requestEnded(started, request.getMethod().name(), request.getPath());
  }
}
