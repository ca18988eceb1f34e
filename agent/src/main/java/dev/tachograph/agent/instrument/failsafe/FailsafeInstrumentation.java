package dev.tachograph.agent.instrument.failsafe;

import dev.tachograph.agent.instrument.retry.RetryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.retry.RetryProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Failsafe. It makes an executor of each policy for each call. The executor of a retry
 * policy decides after each attempt that failed, on whatever thread, whether another follows.
 * Advice is in the base class of all such executors, which sees the successes too.
 */
public final class FailsafeInstrumentation extends RetryLibrary {
  private static final String EXECUTOR_2 = "net/jodah/failsafe/PolicyExecutor";
  private static final String RESULT_2 = "Lnet/jodah/failsafe/ExecutionResult;";
  private static final String EXECUTOR_3 = "dev/failsafe/spi/PolicyExecutor";
  private static final String RESULT_3 = "Ldev/failsafe/spi/ExecutionResult;";

  @Override
  public String name() {
    return "failsafe";
  }

  @Override
  public String[] classNames() {
    return new String[] {EXECUTOR_2, EXECUTOR_3};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case EXECUTOR_2:
        String failure2 = "(" + RESULT_2 + ")" + RESULT_2;
        plan.methodNamed("<init>", Begin2.class, keepCallIn(plan))
            .method("onSuccess", "(" + RESULT_2 + ")V", Success.class)
            .callInMethodNamed("postExecute", className, "onFailure", failure2, Failed2.class)
            .callInMethodNamed("onFailureAsync", className, "onFailure", failure2, Failed2.class);
        break;
      case EXECUTOR_3:
        String failure3 = "(Ldev/failsafe/ExecutionContext;" + RESULT_3 + ")" + RESULT_3;
        plan.method("<init>", "(Ldev/failsafe/Policy;I)V", Begin3.class, keepCallIn(plan))
            .method("onSuccess", "(" + RESULT_3 + ")V", Success.class)
            .callInMethodNamed("postExecute", className, "onFailure", failure3, Failed3.class)
            .callInMethodNamed("onFailureAsync", className, "onFailure", failure3, Failed3.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** A policy gets an executor, on the thread that makes the call. */
  static final class Begin2 {
    private Begin2() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(RetryLibrary.CALL)
    static Object exit(
        @Advice.This(optional = true) Object executor,
        @Advice.Argument(0) Object policy,
        @Woven.Constant(RetryLibrary.KEPT) int kept) {
      return RetryProbe.beganIf(
          policy instanceof net.jodah.failsafe.RetryPolicy, executor, kept, "failsafe", null);
    }
  }

  /** The same in Failsafe 3. */
  static final class Begin3 {
    private Begin3() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(RetryLibrary.CALL)
    static Object exit(
        @Advice.This(optional = true) Object executor,
        @Advice.Argument(0) Object policy,
        @Woven.Constant(RetryLibrary.KEPT) int kept) {
      return RetryProbe.beganIf(
          policy instanceof dev.failsafe.RetryPolicy, executor, kept, "failsafe", null);
    }
  }

  /** An attempt failed, and the executor has decided what follows. */
  static final class Failed2 {
    private Failed2() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object executor,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Advice.Return net.jodah.failsafe.ExecutionResult result) {
      RetryProbe.failed(executor, call, !result.isComplete());
    }
  }

  /** The same in Failsafe 3. */
  static final class Failed3 {
    private Failed3() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object executor,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Advice.Return dev.failsafe.spi.ExecutionResult<?> result) {
      RetryProbe.failed(executor, call, !result.isComplete());
    }
  }

  /** An attempt succeeded. The executors of other policies override this method. */
  static final class Success {
    private Success() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object executor,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call) {
      RetryProbe.ended(executor, call, false);
    }
  }
}
