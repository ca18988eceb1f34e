package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import okhttp3.Response;

/** The response to the request under way. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(0) Response response) {
    ApiRequestProbe.responded(response.code());
  }
}
