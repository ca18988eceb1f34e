package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.client.http.ConductorClientRequest;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A request to the server, by the method through which all others go. */
final class RequestAdvice {
  private RequestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter() {
    return ApiRequestProbe.requestStarted();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Argument(0) ConductorClientRequest request, @Advice.Enter @Nullable Object started) {
    ApiRequestProbe.requestEnded(started, request.getMethod().name(), request.getPath());
  }
}
