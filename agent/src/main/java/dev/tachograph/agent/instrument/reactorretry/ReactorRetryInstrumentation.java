package dev.tachograph.agent.instrument.reactorretry;

import dev.tachograph.agent.instrument.retry.RetryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.retry.RetryProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Reactor's {@code retry} and {@code retryWhen}. A call is a subscription. Each has a
 * subscriber of its own, for Mono and Flux alike, which subscribes again.
 *
 * <p>The subscriber of {@code retry} inherits the end of a successful call. So the field for the
 * call is in the class that both subscribers extend.
 */
public final class ReactorRetryInstrumentation extends RetryLibrary {
  private static final String PUBLISHER = "reactor/core/publisher/";
  private static final String RETRY = PUBLISHER + "FluxRetry$RetrySubscriber";
  private static final String RETRY_WHEN = PUBLISHER + "FluxRetryWhen$RetryWhenMainSubscriber";
  private static final String PARENT = PUBLISHER + "Operators$MultiSubscriptionSubscriber";
  private static final String ON_ERROR = "(Ljava/lang/Throwable;)V";

  @Override
  public String name() {
    return "reactor";
  }

  @Override
  public String[] classNames() {
    return new String[] {RETRY, RETRY_WHEN, PARENT};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    // Another class may have caused only the parent to be loaded before.
    boolean kept = !plan.loadedBefore() && plan.hasFields(PARENT);
    switch (className) {
      case PARENT:
        plan.field(CALL)
            .method(
                "onComplete",
                "()V",
                plan.loadedBefore() ? LoadedComplete.class : InheritedComplete.class);
        break;
      case RETRY:
        plan.methodNamed("<init>", kept ? Begin.class : LoadedBegin.class)
            .method("onError", ON_ERROR, kept ? Failed.class : LoadedFailed.class);
        break;
      case RETRY_WHEN:
        plan.methodNamed("<init>", kept ? Begin.class : LoadedBegin.class)
            .method("onError", ON_ERROR, kept ? Asking.class : LoadedAsking.class)
            .method(
                "resubscribe",
                "(Ljava/lang/Object;)V",
                kept ? Repeated.class : LoadedRepeated.class)
            .method("onComplete", "()V", kept ? Complete.class : LoadedComplete.class)
            .method("whenError", ON_ERROR, kept ? GivenUp.class : LoadedGivenUp.class)
            .method("whenComplete", "()V", kept ? GivenUp.class : LoadedGivenUp.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** A subscription begins. */
  static final class Begin {
    private Begin() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(RetryLibrary.CALL)
    static Object exit(@Advice.This(optional = true) Object subscriber) {
      return RetryProbe.began(subscriber, 1, "reactor", null);
    }
  }

  /** The same, if the class with the field was loaded before. */
  static final class LoadedBegin {
    private LoadedBegin() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object subscriber) {
      RetryProbe.began(subscriber, 0, "reactor", null);
    }
  }

  /** The source of {@code retry} failed. It is subscribed to again unless no attempt remains. */
  static final class Failed {
    private Failed() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object subscriber,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Woven.Field("remaining") long remaining) {
      RetryProbe.failed(subscriber, call, remaining != 0);
    }
  }

  /** The same, if the class with the field was loaded before. */
  static final class LoadedFailed {
    private LoadedFailed() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object subscriber, @Woven.Field("remaining") long remaining) {
      RetryProbe.failed(subscriber, null, remaining != 0);
    }
  }

  /**
   * The source of {@code retryWhen} failed, and the companion is told. It may be the one of
   * Resilience4j, which then knows the call, too, and throws itself if a result is to be repeated.
   */
  static final class Asking {
    private Asking() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object subscriber,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call,
        @Advice.Argument(0) Throwable failure) {
      return RetryProbe.asking(
          subscriber, call, failure.getClass().getName().startsWith("io.github.resilience4j."));
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      RetryProbe.asked(before);
    }
  }

  /** The same, if the class with the field was loaded before. */
  static final class LoadedAsking {
    private LoadedAsking() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object subscriber, @Advice.Argument(0) Throwable failure) {
      return RetryProbe.asking(
          subscriber, null, failure.getClass().getName().startsWith("io.github.resilience4j."));
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      RetryProbe.asked(before);
    }
  }

  /** The companion of {@code retryWhen} asks for another attempt. */
  static final class Repeated {
    private Repeated() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object subscriber,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call) {
      RetryProbe.failed(subscriber, call, true);
    }
  }

  /** The same, if the class with the field was loaded before. */
  static final class LoadedRepeated {
    private LoadedRepeated() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object subscriber) {
      RetryProbe.failed(subscriber, null, true);
    }
  }

  /** The companion of {@code retryWhen} ended, so there is no further attempt. */
  static final class GivenUp {
    private GivenUp() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object subscriber,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call) {
      RetryProbe.ended(subscriber, call, true);
    }
  }

  /** The same, if the class with the field was loaded before. */
  static final class LoadedGivenUp {
    private LoadedGivenUp() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object subscriber) {
      RetryProbe.ended(subscriber, null, true);
    }
  }

  /** The source of {@code retryWhen} completed. */
  static final class Complete {
    private Complete() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object subscriber,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call) {
      RetryProbe.ended(subscriber, call, false);
    }
  }

  /** The source of {@code retry} completed, or that of another operator, which keeps no call. */
  static final class InheritedComplete {
    private InheritedComplete() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object subscriber,
        @Woven.AddedField(RetryLibrary.CALL) @Nullable Object call) {
      if (call != null) {
        RetryProbe.ended(subscriber, call, false);
      }
    }
  }

  /** A source completed, if the class with the field was loaded before. */
  static final class LoadedComplete {
    private LoadedComplete() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object subscriber) {
      RetryProbe.ended(subscriber, null, false);
    }
  }
}
