package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import org.jspecify.annotations.Nullable;

/** A bean creates its pool, which is called like it. */
final class BeanNameAdvice {
  private BeanNameAdvice() {}

  @Advice.OnEnter
  static @Nullable String enter(@Advice.Field("beanName") @Nullable String name) {
    return ThreadPoolProbe.nameKnown(name);
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable String outer) {
    ThreadPoolProbe.nameGone(outer);
  }
}
