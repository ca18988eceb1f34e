package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call, which remembers its template among its attributes. */
final class RestClientAdvice {
  private RestClientAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Field("attributes") @Nullable Map<?, ?> attributes) {
    return HttpTemplateProbe.entered(
        attributes, "org.springframework.web.client.RestClient.uriTemplate");
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
