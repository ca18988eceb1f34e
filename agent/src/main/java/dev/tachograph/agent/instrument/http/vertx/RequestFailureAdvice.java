package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpAskedProbe;

/** A request failed, was reset or took too long. */
final class RequestFailureAdvice {
  private RequestFailureAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object request, @Advice.Argument(0) Throwable failure) {
    HttpAskedProbe.failed(request, failure);
  }
}
