package dev.tachograph.agent.instrument.micronaut;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.framework.TriggerProbe;
import io.micronaut.core.bind.BoundExecutable;
import io.micronaut.inject.ExecutableMethod;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Micronaut's {@code @Scheduled}. A processor calls the methods, and gives what they
 * throw to a handler. So do the consumers of RabbitMQ's client that it makes for its listeners.
 */
public final class MicronautInstrumentation extends FrameworkLibrary {
  private static final String PROCESSOR =
      "io/micronaut/scheduling/processor/ScheduledMethodProcessor";
  private static final String RABBIT = "io/micronaut/rabbitmq/";
  private static final String CONSUMERS = RABBIT + "intercept/RabbitMQConsumerAdvice";

  @Override
  public String name() {
    return "micronaut";
  }

  @Override
  public String[] classNames() {
    return new String[] {PROCESSOR, CONSUMERS};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(CONSUMERS)) {
      plan.method(
          "handleException",
          "(L" + RABBIT + "exception/RabbitListenerException;)V",
          RabbitFailure.class);
      return;
    }
    plan.callAnywhere(
            "io/micronaut/inject/ExecutableMethod",
            "invoke",
            "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;",
            Plain.class)
        .callAnywhere(
            "io/micronaut/core/bind/BoundExecutable",
            "invoke",
            "(Ljava/lang/Object;)Ljava/lang/Object;",
            Bound.class)
        .requireOneOfLast(2);
  }

  /** A method without arguments is called. */
  static final class Plain {
    private Plain() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver ExecutableMethod<?, ?> method) {
      return TriggerProbe.firing("micronaut", method.getDeclaringType(), method.getMethodName());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.endedWith(started, returned, thrown);
    }
  }

  /** A method with its arguments is called, in later versions. */
  static final class Bound {
    private Bound() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver BoundExecutable<?, ?> bound) {
      ExecutableMethod<?, ?> method = (ExecutableMethod<?, ?>) bound.getTarget();
      return TriggerProbe.firing("micronaut", method.getDeclaringType(), method.getMethodName());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.endedWith(started, returned, thrown);
    }
  }

  /** The handler of a listener of RabbitMQ gets its failure. */
  static final class RabbitFailure {
    private RabbitFailure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) @Nullable Throwable failure) {
      FrameworkProbe.failureKept(failure);
    }
  }
}
