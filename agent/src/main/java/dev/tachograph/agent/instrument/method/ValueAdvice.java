package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.MethodProbe;
import org.jspecify.annotations.Nullable;

/** A method with a fixed task type that returns nothing or a plain value. */
final class ValueAdvice {
  private ValueAdvice() {}

  @Advice.OnEnter
  static long enter(@Advice.Constant("taskType") int taskType) {
    return MethodProbe.started(taskType);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Constant("taskType") int taskType,
      @Advice.Entered long start,
      @Advice.Thrown @Nullable Throwable thrown) {
    MethodProbe.ended(taskType, start, thrown);
  }
}
