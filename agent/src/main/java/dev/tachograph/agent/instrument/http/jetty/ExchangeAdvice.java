package dev.tachograph.agent.instrument.http.jetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.HttpRequest;

/** A call begins, or goes on, by a request. */
final class ExchangeAdvice {
  private ExchangeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Argument(1) HttpRequest request) {
    HttpEngineProbe.started(
        request.getConversation(),
        "jetty",
        request.getScheme(),
        request.getMethod(),
        request.getHost(),
        request.getPort(),
        request.getPath());
  }
}
