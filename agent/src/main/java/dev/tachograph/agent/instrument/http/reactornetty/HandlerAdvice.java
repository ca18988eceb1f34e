package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.http.client.WebsocketClientSpec;

/** Somebody subscribed to a call. Its address comes later: to ask for it runs the application. */
final class HandlerAdvice {
  private HandlerAdvice() {}

  @Advice.OnExit
  static void exit(
      @Advice.This Object handler,
      @Advice.Argument(0) HttpClientConfig config,
      @Advice.Field("websocketClientSpec") @Nullable WebsocketClientSpec webSocket) {
    HttpEngineProbe.announced(handler, config.baseUrl(), config.uri(), config, webSocket);
  }
}
