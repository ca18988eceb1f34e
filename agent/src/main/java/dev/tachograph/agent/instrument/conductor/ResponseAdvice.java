package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Response;

/** The response to the request under way. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Response response) {
    ApiRequestProbe.responded(response.code());
  }
}
