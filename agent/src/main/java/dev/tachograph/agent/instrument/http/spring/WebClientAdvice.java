package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;

/** A call is prepared, which remembers its template among its attributes. */
final class WebClientAdvice {
  private WebClientAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(0) ClientRequest request) {
    return HttpTemplateProbe.entered(
        request.attributes(),
        "org.springframework.web.reactive.function.client.WebClient.uriTemplate");
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
