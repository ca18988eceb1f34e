package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.bootstrap.probe.HttpCarrierProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpRequest;

/** A request of an asynchronous call; the first one begins it. */
final class AsyncCallAdvice {
  private AsyncCallAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(1) HttpRoute route,
      @Advice.Argument(2) HttpRequest request,
      @Advice.Argument(3) Object future,
      @Advice.Argument(5) Object runtime) {
    HttpCarrierProbe.attach(
        future,
        HttpCarrierProbe.startedOnce(
            runtime,
            "apache5",
            request.getMethod(),
            route.getTargetHost().getHostName(),
            route.getTargetHost().getPort(),
            request.getPath()));
  }
}
