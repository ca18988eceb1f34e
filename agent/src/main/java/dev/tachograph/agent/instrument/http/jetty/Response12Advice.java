package dev.tachograph.agent.instrument.http.jetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/** The status of a response came, which a handler of the client's may answer by another request. */
final class Response12Advice {
  private Response12Advice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.Argument(1) Response response, @Advice.Returned @Nullable Object handler) {
    HttpEngineProbe.respondedUnless(
        handler, ((HttpRequest) response.getRequest()).getConversation(), response.getStatus());
  }
}
