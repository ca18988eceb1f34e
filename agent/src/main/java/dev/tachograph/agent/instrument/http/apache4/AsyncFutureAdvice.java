package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** A future was made that an asynchronous call completes. */
final class AsyncFutureAdvice {
  private AsyncFutureAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(4) Object future,
      @Woven.Field(value = "state", type = Apache4Instrumentation.STATE_TYPE) Object state) {
    HttpEngineProbe.linked(future, state);
  }
}
