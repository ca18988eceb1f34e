package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.MethodProbe;
import org.jspecify.annotations.Nullable;

/** A method with a fixed task type that may return a stage, which ends it. */
final class StageAdvice {
  private StageAdvice() {}

  @Advice.OnEnter
  static long enter(@Advice.Constant("taskType") int taskType) {
    return MethodProbe.started(taskType);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Constant("taskType") int taskType,
      @Advice.Entered long start,
      @Advice.Returned @Nullable Object returned,
      @Advice.Thrown @Nullable Throwable thrown) {
    MethodProbe.ended(taskType, start, returned, thrown);
  }
}
