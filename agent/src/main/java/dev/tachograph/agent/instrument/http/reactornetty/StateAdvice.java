package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import reactor.core.publisher.MonoSink;
import reactor.netty.ConnectionObserver;

/** A connection went on to another state, perhaps to the end of the body. */
final class StateAdvice {
  private StateAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.Field("sink") MonoSink<?> sink, @Advice.Argument(1) ConnectionObserver.State state) {
    HttpEngineProbe.changed(sink, state.toString());
  }
}
