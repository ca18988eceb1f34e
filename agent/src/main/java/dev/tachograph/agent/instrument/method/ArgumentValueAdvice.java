package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.MethodProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Like {@link ValueAdvice}, with a task type made from arguments. */
final class ArgumentValueAdvice {
  private ArgumentValueAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter(
      @Woven.Constant("taskType") int taskType, @Advice.AllArguments Object[] arguments) {
    return MethodProbe.callStarted(taskType, arguments);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
    MethodProbe.callEnded(started, null, thrown);
  }
}
