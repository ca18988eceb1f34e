package dev.tachograph.agent.instrument.http.asynchttpclient;

import com.ning.http.client.Request;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** A call begins: its future is made. Version 1.9. */
final class EarlierStartAdvice {
  private EarlierStartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object future, @Advice.Argument(1) Request request) {
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
