package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpAskedProbe;
import io.vertx.core.Future;
import io.vertx.core.http.RequestOptions;
import net.bytebuddy.asm.Advice;

/** The application, or a redirect, asks Vert.x 5 for a request; what matters comes last. */
final class AskAdvice {
  private AskAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.AllArguments Object[] arguments, @Advice.Return Future<?> request) {
    HttpAskedProbe.asked(
        "vertx",
        ((RequestOptions) arguments[arguments.length - 1]).getMethod().name(),
        (String) arguments[arguments.length - 2],
        (Integer) arguments[arguments.length - 3],
        ((RequestOptions) arguments[arguments.length - 1]).getURI(),
        request.toCompletionStage());
  }
}
