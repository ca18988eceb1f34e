package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpAskedProbe;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;

/** The same with a further address: Vert.x 4.1 to 4.4. */
final class Ask41Advice {
  private Ask41Advice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.Argument(0) HttpMethod method,
      @Advice.Argument(3) String host,
      @Advice.Argument(4) int port,
      @Advice.Argument(6) String uri,
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
