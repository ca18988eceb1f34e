package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** An attempt begins: its sink knows of the end, the handler of the call. */
final class ObserverAdvice {
  private ObserverAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Argument(0) Object sink, @Advice.Argument(1) Object handler) {
    HttpEngineProbe.linked(sink, handler);
  }
}
