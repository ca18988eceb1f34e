package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import org.asynchttpclient.Request;

/** A call begins: its future is made. */
final class StartAdvice {
  private StartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object future, @Advice.Argument(0) Request request) {
    HttpEngineProbe.started(
        future,
        "asynchttpclient",
        request.getUri().getScheme(),
        request.getMethod(),
        request.getUri().getHost(),
        request.getUri().getPort(),
        request.getUri().getPath());
  }
}
