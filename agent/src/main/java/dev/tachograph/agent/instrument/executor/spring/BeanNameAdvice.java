package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A bean creates its pool, which is called like it. */
final class BeanNameAdvice {
  private BeanNameAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(@Woven.Field("beanName") @Nullable String name) {
    return ThreadPoolProbe.nameKnown(name);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable String outer) {
    ThreadPoolProbe.nameGone(outer);
  }
}
