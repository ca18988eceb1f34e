package dev.tachograph.agent.instrument.http.jetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.api.Result;

/**
 * A request of a call came to its end, and with it the call, unless a handler goes on from there.
 * Without a failure of the response, only a call whose response was passed on has ended.
 */
final class CompleteAdvice {
  private CompleteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(1) Result result) {
    HttpEngineProbe.ended(
        ((HttpRequest) result.getRequest()).getConversation(), result.getResponseFailure());
  }
}
