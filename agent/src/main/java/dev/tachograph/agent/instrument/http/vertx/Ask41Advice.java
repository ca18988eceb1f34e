package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpAskedProbe;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import net.bytebuddy.asm.Advice;

/** The same with a further address: Vert.x 4.1 to 4.4. */
final class Ask41Advice {
  private Ask41Advice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
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
