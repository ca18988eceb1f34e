package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** A future was made that an asynchronous call completes. */
final class AsyncFutureAdvice {
  private AsyncFutureAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.Argument(4) Object future,
      @Advice.Field(value = "state", type = Apache4Instrumentation.STATE_TYPE) Object state) {
    HttpEngineProbe.linked(future, state);
  }
}
