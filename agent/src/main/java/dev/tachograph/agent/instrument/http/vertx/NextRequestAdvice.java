package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.bootstrap.probe.HttpAskedProbe;
import net.bytebuddy.asm.Advice;

/** Another request is at hand that follows a redirect of this one. */
final class NextRequestAdvice {
  private NextRequestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This(optional = true) Object request, @Advice.Argument(0) Object next) {
    HttpAskedProbe.followed(request, next);
  }
}
