package dev.tachograph.agent.instrument.http.jetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Response;

/** A handler of the client's passes a response on that it has no answer to. */
final class GivenUpAdvice {
  private GivenUpAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(1) Request request, @Advice.Argument(2) Response response) {
    HttpEngineProbe.responded(((HttpRequest) request).getConversation(), response.getStatus());
  }
}
