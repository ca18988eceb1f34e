package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A call, which remembers its template among its attributes. */
final class RestClientAdvice {
  private RestClientAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Woven.Field("attributes") @Nullable Map<?, ?> attributes) {
    return HttpTemplateProbe.entered(
        attributes, "org.springframework.web.client.RestClient.uriTemplate");
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
