package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpAskedProbe;

/** Another request is at hand that follows a redirect of this one. */
final class NextRequestAdvice {
  private NextRequestAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.This Object request, @Advice.Argument(0) Object next) {
    HttpAskedProbe.followed(request, next);
  }
}
