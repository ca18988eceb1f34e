package dev.tachograph.agent.instrument.http.jetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpRequest;

/**
 * A request of a call came to its end, and with it the call, unless a handler goes on from there.
 * Without a failure of the response, only a call whose response was passed on has ended.
 */
final class Complete12Advice {
  private Complete12Advice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Result result) {
    HttpEngineProbe.ended(
        ((HttpRequest) result.getRequest()).getConversation(), result.getResponseFailure());
  }
}
