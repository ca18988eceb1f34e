package dev.tachograph.agent.instrument.http.asynchttpclient;

import com.ning.http.client.Request;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** A call begins: its future is made. Version 1.9. */
final class EarlierStartAdvice {
  private EarlierStartAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object future, @Advice.Argument(1) Request request) {
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
