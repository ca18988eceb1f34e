package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.netty.handler.codec.http.HttpMethod;
import java.net.SocketAddress;

/** The client asks where to connect to, first of all and after a redirect. */
final class AddressAdvice {
  private AddressAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.This Object handler,
      @Advice.Field("method") HttpMethod method,
      @Advice.Returned SocketAddress address) {
    HttpEngineProbe.addressed(handler, "reactornetty", method.name(), address);
  }
}
