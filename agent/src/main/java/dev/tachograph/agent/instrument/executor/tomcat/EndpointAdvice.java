package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** An endpoint creates its pool, which is called like it. */
final class EndpointAdvice {
  private EndpointAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(@Woven.Field("name") @Nullable String name) {
    return ThreadPoolProbe.nameKnown(name);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable String outer) {
    ThreadPoolProbe.nameGone(outer);
  }
}
