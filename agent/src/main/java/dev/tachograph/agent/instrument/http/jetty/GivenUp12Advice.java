package dev.tachograph.agent.instrument.http.jetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpRequest;

/** A handler of the client's passes a response on that it has no answer to. */
final class GivenUp12Advice {
  private GivenUp12Advice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Result result) {
    HttpEngineProbe.responded(
        ((HttpRequest) result.getRequest()).getConversation(), result.getResponse().getStatus());
  }
}
