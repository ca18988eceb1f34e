package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import org.asynchttpclient.Request;

/** A call begins: its future is made. */
final class StartAdvice {
  private StartAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object future, @Advice.Argument(0) Request request) {
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
