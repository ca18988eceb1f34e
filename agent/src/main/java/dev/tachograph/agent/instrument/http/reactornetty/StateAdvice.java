package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import reactor.core.publisher.MonoSink;
import reactor.netty.ConnectionObserver;

/** A connection went on to another state, perhaps to the end of the body. */
final class StateAdvice {
  private StateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field("sink") MonoSink<?> sink, @Advice.Argument(1) ConnectionObserver.State state) {
    HttpEngineProbe.changed(sink, state.toString());
  }
}
