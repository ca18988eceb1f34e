package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.MethodProbe;
import org.jspecify.annotations.Nullable;

/** Like {@link ValueAdvice}, with a task type made from arguments. */
final class ArgumentValueAdvice {
  private ArgumentValueAdvice() {}

  @Advice.OnEnter
  static Object enter(
      @Advice.Constant("taskType") int taskType, @Advice.AllArguments Object[] arguments) {
    return MethodProbe.callStarted(taskType, arguments);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    MethodProbe.callEnded(started, null, thrown);
  }
}
