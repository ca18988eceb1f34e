package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.client.HttpClientResponse;

/** The head of the final response is handed on. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.Field("sink") MonoSink<?> sink, @Advice.Argument(0) HttpClientResponse response) {
    HttpEngineProbe.responded(sink, response.status().code());
  }
}
