package dev.tachograph.agent.instrument.springretry;

import dev.tachograph.agent.instrument.retry.RetryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.retry.RetryProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.Retryable;
import org.springframework.retry.RetryContext;

/**
 * Plans for Spring Retry, and for the retry in the core of Spring 7. Both make all attempts of a
 * call on the caller's thread, and count them.
 */
public final class SpringRetryInstrumentation extends RetryLibrary {
  private static final String TEMPLATE = "org/springframework/retry/support/RetryTemplate";
  private static final String CONTEXT = "Lorg/springframework/retry/RetryContext;";
  private static final String RECOVERY = "Lorg/springframework/retry/RecoveryCallback;";
  private static final String STATE = "Lorg/springframework/retry/RetryState;";

  private static final String CORE = "org/springframework/core/retry/";
  private static final String CORE_TEMPLATE = CORE + "RetryTemplate";
  private static final String CORE_LISTENER = CORE + "RetryListener";

  @Override
  public String name() {
    return "springretry";
  }

  @Override
  public String[] classNames() {
    return new String[] {TEMPLATE, CORE_TEMPLATE};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case TEMPLATE:
        plan.callInMethodNamed(
                "doExecute",
                "org/springframework/retry/RetryCallback",
                "doWithRetry",
                "(" + CONTEXT + ")Ljava/lang/Object;",
                Attempt.class)
            .callInMethodNamed(
                "doExecute",
                TEMPLATE,
                "handleRetryExhausted",
                "(" + RECOVERY + CONTEXT + STATE + ")Ljava/lang/Object;",
                Exhausted.class);
        break;
      case CORE_TEMPLATE:
        String execute = "(L" + CORE + "Retryable;)Ljava/lang/Object;";
        String told = "(L" + CORE + "RetryPolicy;L" + CORE + "Retryable;";
        // The listener is asked with the state in later versions.
        plan.optionalCall(
                "execute", execute, CORE_LISTENER, "beforeRetry", told + ")V", CoreRepeated.class)
            .optionalCall(
                "execute",
                execute,
                CORE_LISTENER,
                "beforeRetry",
                told + "L" + CORE + "RetryState;)V",
                CoreRepeated.class)
            .requireOneOfLast(2)
            .call(
                "execute",
                execute,
                CORE_LISTENER,
                "onRetrySuccess",
                told + "Ljava/lang/Object;)V",
                CoreSuccess.class)
            .method("execute", execute, CoreGivenUp.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /**
   * An attempt. The context knows how many have failed, in earlier calls with the same state too. A
   * circuit breaker's context outlives its calls, and does not repeat them.
   */
  static final class Attempt {
    private Attempt() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static boolean enter(@Advice.Argument(0) RetryContext context) {
      boolean isRepeated = context.getRetryCount() > 0 && !context.hasAttribute("state.global");
      if (isRepeated) {
        RetryProbe.repeated("springretry", context.getAttribute("context.name"));
      }
      return isRepeated;
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) RetryContext context, @Advice.Enter boolean isRepeated) {
      if (isRepeated) {
        RetryProbe.endedAfterRetry("springretry", context.getAttribute("context.name"), false);
      }
    }
  }

  /** No attempt follows one that failed. If only one has failed, nothing was repeated. */
  static final class Exhausted {
    private Exhausted() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) RetryContext context) {
      if (context.getRetryCount() > 1 && !context.hasAttribute("state.global")) {
        RetryProbe.endedAfterRetry("springretry", context.getAttribute("context.name"), true);
      }
    }
  }

  /** Spring 7 tells its listener of a retry. The default name of what it repeats is its class. */
  static final class CoreRepeated {
    private CoreRepeated() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Retryable<?> retryable) {
      RetryProbe.repeated("springretry", retryable.getName());
    }
  }

  /** Spring 7 tells its listener that a retry succeeded. */
  static final class CoreSuccess {
    private CoreSuccess() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Retryable<?> retryable) {
      RetryProbe.endedAfterRetry("springretry", retryable.getName(), false);
    }
  }

  /** Spring 7 gives up: no attempts or no time are left, or the wait was interrupted. */
  static final class CoreGivenUp {
    private CoreGivenUp() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) Retryable<?> retryable, @Advice.Thrown @Nullable Throwable thrown) {
      if (thrown instanceof RetryException && ((RetryException) thrown).getRetryCount() > 0) {
        RetryProbe.endedAfterRetry("springretry", retryable.getName(), true);
      }
    }
  }
}
