package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpAskedProbe;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import net.bytebuddy.asm.Advice;

/**
 * The application, or a redirect, asks Vert.x 4.0 or 4.5 for a request; the last argument promises
 * it.
 */
final class Ask4Advice {
  private Ask4Advice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) HttpMethod method,
      @Advice.Argument(2) String host,
      @Advice.Argument(3) int port,
      @Advice.Argument(5) String uri,
      @Advice.AllArguments Object[] arguments) {
    HttpAskedProbe.asked(
        "vertx",
        method.name(),
        host,
        Integer.valueOf(port),
        uri,
        ((Promise<?>) arguments[arguments.length - 1]).future().toCompletionStage());
  }
}
