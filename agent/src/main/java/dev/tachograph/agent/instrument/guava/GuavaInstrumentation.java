package dev.tachograph.agent.instrument.guava;

import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.FutureProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for the future that Guava's listening executors make of a task. */
public final class GuavaInstrumentation extends ExecutorLibrary {
  private static final String FUTURE =
      "com/google/common/util/concurrent/TrustedListenableFutureTask";

  /** The descriptor of the future's class. */
  static final String FUTURE_TYPE = "L" + FUTURE + ";";

  @Override
  public String[] classNames() {
    return new String[] {FUTURE + "$TrustedFutureInterruptibleTask"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (plan.declares("runInterruptibly", "()V")) {
      // Before version 24 the body's result is an argument of another call.
      plan.method("runInterruptibly", "()V", Attempt.class)
          .call("runInterruptibly", "()V", FUTURE, "set", "(Ljava/lang/Object;)Z", Returned.class)
          .call(
              "runInterruptibly",
              "()V",
              FUTURE,
              "setException",
              "(Ljava/lang/Throwable;)Z",
              Thrown.class);
      return;
    }
    plan.callInMethodNamed(
        "runInterruptibly",
        "java/util/concurrent/Callable",
        "call",
        "()Ljava/lang/Object;",
        FutureBody.class);
  }

  /** A future calls its callable. */
  static final class FutureBody {
    private FutureBody() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Field(type = GuavaInstrumentation.FUTURE_TYPE) Object future) {
      FutureProbe.bodyStarted(future);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Field(type = GuavaInstrumentation.FUTURE_TYPE) Object future,
        @Advice.Thrown @Nullable Throwable thrown) {
      FutureProbe.bodyEnded(future, thrown);
    }
  }

  /** A future calls its callable, unless it was cancelled before. */
  static final class Attempt {
    private Attempt() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Field(type = GuavaInstrumentation.FUTURE_TYPE) Object future) {
      FutureProbe.attempted(future);
    }
  }

  /** The callable returned. */
  static final class Returned {
    private Returned() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Field(type = GuavaInstrumentation.FUTURE_TYPE) Object future) {
      FutureProbe.bodyEnded(future, null);
    }
  }

  /** The callable threw, and the future keeps the exception. */
  static final class Thrown {
    private Thrown() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field(type = GuavaInstrumentation.FUTURE_TYPE) Object future,
        @Advice.Argument(0) @Nullable Throwable thrown) {
      FutureProbe.bodyEnded(future, thrown);
    }
  }
}
