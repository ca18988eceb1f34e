package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;

/** A call is prepared, which remembers its template among its attributes. */
final class WebClientAdvice {
  private WebClientAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Argument(0) ClientRequest request) {
    return HttpTemplateProbe.entered(
        request.attributes(),
        "org.springframework.web.reactive.function.client.WebClient.uriTemplate");
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
