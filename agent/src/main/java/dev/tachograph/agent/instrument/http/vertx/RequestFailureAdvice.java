package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpAskedProbe;
import net.bytebuddy.asm.Advice;

/** A request failed, was reset or took too long. */
final class RequestFailureAdvice {
  private RequestFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object request, @Advice.Argument(0) Throwable failure) {
    HttpAskedProbe.failed(request, failure);
  }
}
