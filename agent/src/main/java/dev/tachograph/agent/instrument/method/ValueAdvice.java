package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.MethodProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A method with a fixed task type that returns nothing or a plain value. */
final class ValueAdvice {
  private ValueAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Woven.Constant("taskType") int taskType) {
    return MethodProbe.started(taskType);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.Constant("taskType") int taskType,
      @Advice.Enter long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    MethodProbe.ended(taskType, start, thrown);
  }
}
