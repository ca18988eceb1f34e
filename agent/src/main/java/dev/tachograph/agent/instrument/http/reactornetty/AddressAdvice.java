package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.netty.handler.codec.http.HttpMethod;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;

/** The client asks where to connect to, first of all and after a redirect. */
final class AddressAdvice {
  private AddressAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object handler,
      @Woven.Field("method") HttpMethod method,
      @Advice.Return SocketAddress address) {
    HttpEngineProbe.addressed(handler, "reactornetty", method.name(), address);
  }
}
