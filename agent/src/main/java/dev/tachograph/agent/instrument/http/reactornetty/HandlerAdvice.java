package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.http.client.WebsocketClientSpec;

/** Somebody subscribed to a call. Its address comes later: to ask for it runs the application. */
final class HandlerAdvice {
  private HandlerAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object handler,
      @Advice.Argument(0) HttpClientConfig config,
      @Woven.Field("websocketClientSpec") @Nullable WebsocketClientSpec webSocket) {
    HttpEngineProbe.announced(handler, config.baseUrl(), config.uri(), config, webSocket);
  }
}
