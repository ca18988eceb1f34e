package dev.tachograph.agent.instrument.spring;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.framework.TriggerProbe;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Spring's scheduled methods. Those of publishers are subscribed to instead of called.
 */
public final class SpringScheduledInstrumentation extends FrameworkLibrary {
  private static final String SCHEDULING = "org/springframework/scheduling/";
  private static final String REACTIVE =
      SCHEDULING + "annotation/ScheduledAnnotationReactiveSupport$";
  private static final String SUBSCRIBING = REACTIVE + "SubscribingRunnable";
  private static final String SUBSCRIBER = REACTIVE + "TrackingSubscriber";

  @Override
  public String name() {
    return "springscheduled";
  }

  @Override
  public String[] classNames() {
    return new String[] {SCHEDULING + "support/ScheduledMethodRunnable", SUBSCRIBING, SUBSCRIBER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case SUBSCRIBING:
        plan.method("run", "()V", Subscription.class).methodNamed("subscribe", Subscribe.class);
        break;
      case SUBSCRIBER:
        plan.method("onComplete", "()V", Completed.class)
            .method("onError", "(Ljava/lang/Throwable;)V", Failed.class)
            // The application ends.
            .method("run", "()V", Completed.class);
        break;
      default:
        plan.method("run", "()V", Run.class);
    }
  }

  /** A trigger fires. */
  static final class Run {
    private Run() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Field("method") Method method, @Woven.Field("target") Object target) {
      return TriggerProbe.firing("springscheduled", method, target);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }

  /** A trigger fires, and perhaps waits for the end. */
  static final class Subscription {
    private Subscription() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Field("contextSupplier") Supplier<?> context)
        throws ReflectiveOperationException {
      return TriggerProbe.firing("springscheduled", context.get());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }

  /** The publisher gets its subscriber. */
  static final class Subscribe {
    private Subscribe() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object subscriber) {
      TriggerProbe.subscribes(subscriber);
    }
  }

  /** The publisher is done, or nobody wants it any more. */
  static final class Completed {
    private Completed() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object subscriber) {
      TriggerProbe.subscriberEnded(subscriber, null);
    }
  }

  /** The publisher has failed. */
  static final class Failed {
    private Failed() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object subscriber, @Advice.Argument(0) Throwable failure) {
      TriggerProbe.subscriberEnded(subscriber, failure);
    }
  }
}
