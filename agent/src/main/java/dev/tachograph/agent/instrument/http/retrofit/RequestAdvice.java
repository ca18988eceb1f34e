package dev.tachograph.agent.instrument.http.retrofit;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/** A request is made for a call of a method, whose annotation has the template. */
final class RequestAdvice {
  private RequestAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.Field("relativeUrl") @Nullable String template, @Advice.Returned Object request) {
    HttpTemplateProbe.made(request, template);
  }
}
