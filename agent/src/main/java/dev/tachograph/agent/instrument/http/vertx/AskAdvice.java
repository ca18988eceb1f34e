package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpAskedProbe;
import io.vertx.core.Future;
import io.vertx.core.http.RequestOptions;

/** The application, or a redirect, asks Vert.x 5 for a request; what matters comes last. */
final class AskAdvice {
  private AskAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.AllArguments Object[] arguments, @Advice.Returned Future<?> request) {
    HttpAskedProbe.asked(
        "vertx",
        ((RequestOptions) arguments[arguments.length - 1]).getMethod().name(),
        (String) arguments[arguments.length - 2],
        (Integer) arguments[arguments.length - 3],
        ((RequestOptions) arguments[arguments.length - 1]).getURI(),
        request.toCompletionStage());
  }
}
