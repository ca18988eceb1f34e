package dev.tachograph.agent.instrument.resilience4j;

import dev.tachograph.agent.instrument.retry.RetryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.retry.RetryProbe;
import io.github.resilience4j.retry.Retry;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for the retry of Resilience4j. Each call has a context, which whoever makes the attempts
 * asks after each of them: the decorators of {@code Retry}, and those for Reactor, RxJava and
 * coroutines.
 */
public final class Resilience4jInstrumentation extends RetryLibrary {
  private static final String RETRY = "io/github/resilience4j/retry/internal/RetryImpl";
  private static final String CONTEXT = RETRY + "$ContextImpl";
  private static final String ASYNC_CONTEXT = RETRY + "$AsyncContextImpl";

  @Override
  public String name() {
    return "resilience4j";
  }

  @Override
  public String[] classNames() {
    return new String[] {CONTEXT, ASYNC_CONTEXT};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.method("<init>", "(L" + RETRY + ";)V", Begin.class, keepCallIn(plan))
        // One delegates to the other in the versions that have both.
        .optionalMethod("onComplete", "()V", Complete.class)
        .optionalMethod("onSuccess", "()V", Complete.class)
        .requireOneOfLast(2);
    switch (className) {
      case CONTEXT:
        plan.method("onError", "(Ljava/lang/Exception;)V", Failed.class)
            .method("onRuntimeError", "(Ljava/lang/RuntimeException;)V", Failed.class)
            .method("onResult", "(Ljava/lang/Object;)Z", Result.class);
        break;
      case ASYNC_CONTEXT:
        plan.method("onError", "(Ljava/lang/Throwable;)J", AsyncFailed.class)
            .method("onResult", "(Ljava/lang/Object;)J", AsyncResult.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** A call begins. */
  static final class Begin {
    private Begin() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(RetryLibrary.CALL)
    static Object exit(
        @Advice.This(optional = true) Object context,
        @Advice.Argument(0) Retry retry,
        @Woven.Constant(RetryLibrary.KEPT) int kept) {
      return RetryProbe.began(context, kept, "resilience4j", retry.getName());
    }
  }

  /**
   * An attempt threw. If the context does not throw, it has waited, and another attempt follows.
   */
  static final class Failed {
    private Failed() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object context,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Advice.Thrown @Nullable Throwable thrown) {
      RetryProbe.failed(context, call, thrown == null);
    }
  }

  /** An attempt returned. The context counts the attempts that failed, with an exception or not. */
  static final class Result {
    private Result() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object context,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Woven.Field("numOfAttempts") AtomicInteger failures,
        @Advice.Return boolean again) {
      RetryProbe.judged(context, call, again, failures.get());
    }
  }

  /** An attempt failed. The context says how long to wait for another, or -1. */
  static final class AsyncFailed {
    private AsyncFailed() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object context,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Advice.Return long delay) {
      RetryProbe.failed(context, call, delay >= 0);
    }
  }

  /** As {@link Result}, where the context says how long to wait for another attempt, or -1. */
  static final class AsyncResult {
    private AsyncResult() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object context,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Woven.Field("numOfAttempts") AtomicInteger failures,
        @Advice.Return long delay) {
      RetryProbe.judged(context, call, delay >= 0, failures.get());
    }
  }

  /** There is no further attempt. The context throws if the last result was a failure. */
  static final class Complete {
    private Complete() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object context,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Advice.Thrown @Nullable Throwable thrown) {
      RetryProbe.ended(context, call, thrown != null);
    }
  }
}
