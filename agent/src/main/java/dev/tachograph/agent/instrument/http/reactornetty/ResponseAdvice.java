package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.client.HttpClientResponse;

/** The head of the final response is handed on. */
final class ResponseAdvice {
  private ResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field("sink") MonoSink<?> sink, @Advice.Argument(0) HttpClientResponse response) {
    HttpEngineProbe.responded(sink, response.status().code());
  }
}
