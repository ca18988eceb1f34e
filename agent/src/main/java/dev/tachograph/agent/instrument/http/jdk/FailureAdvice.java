package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpClientProbe;

/** A call has failed for good; what it failed with is made ready for the application. */
final class FailureAdvice {
  private FailureAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.This Object exchange, @Advice.Returned Throwable failure) {
    HttpClientProbe.ended(HttpClientProbe.detach(exchange), failure);
  }
}
