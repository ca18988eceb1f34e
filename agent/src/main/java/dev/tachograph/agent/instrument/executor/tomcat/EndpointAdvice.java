package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** An endpoint creates its pool, which is called like it. */
final class EndpointAdvice {
  private EndpointAdvice() {}

  @Advice.OnEnter
  static @Nullable String enter(@Advice.Field("name") @Nullable String name) {
    return ThreadPoolProbe.nameKnown(name);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable String outer) {
    ThreadPoolProbe.nameGone(outer);
  }
}
