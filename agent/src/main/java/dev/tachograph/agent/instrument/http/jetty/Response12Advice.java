package dev.tachograph.agent.instrument.http.jetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/** The status of a response came, which a handler of the client's may answer by another request. */
final class Response12Advice {
  private Response12Advice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(1) Response response, @Advice.Return @Nullable Object handler) {
    HttpEngineProbe.respondedUnless(
        handler, ((HttpRequest) response.getRequest()).getConversation(), response.getStatus());
  }
}
