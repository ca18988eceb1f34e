package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import org.jspecify.annotations.Nullable;

/** A request is sent by a client. */
final class CallAdvice {
  private CallAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Argument(0) Object request) {
    return HttpTemplateProbe.enteredOf(request);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpTemplateProbe.left(before);
  }
}
