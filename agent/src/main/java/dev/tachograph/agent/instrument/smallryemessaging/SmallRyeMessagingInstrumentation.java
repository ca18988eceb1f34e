package dev.tachograph.agent.instrument.smallryemessaging;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.ChannelProbe;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import io.smallrye.reactive.messaging.MediatorConfiguration;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Plans for SmallRye Reactive Messaging. A mediator stands between channels and a method, and calls
 * the method for each message. A method that gets or returns the whole stream is called once, and
 * has no tasks.
 */
public final class SmallRyeMessagingInstrumentation extends FrameworkLibrary {
  private static final String MEDIATOR =
      "io/smallrye/reactive/messaging/providers/AbstractMediator";

  /** Has a method of its own for what the message's does. */
  private static final String KAFKA_RECORD =
      "io/smallrye/reactive/messaging/kafka/IncomingKafkaRecord";

  private static final String MESSAGE = "org/eclipse/microprofile/reactive/messaging/Message";

  @Override
  public String name() {
    return "smallryemessaging";
  }

  @Override
  public String[] classNames() {
    return new String[] {MEDIATOR, MESSAGE, KAFKA_RECORD};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(MEDIATOR)) {
      plan.callAnywhere(
              "io/smallrye/reactive/messaging/Invoker",
              "invoke",
              "([Ljava/lang/Object;)Ljava/lang/Object;",
              Delivery.class)
          .requireOneOfLast(1)
          .methodNamed("invokeOnMessageContext", Carry.class)
          .methodNamed("invokeBlocking", Carry.class);
    } else {
      plan.methodNamed("nack", Refusal.class);
    }
  }

  /** A method is about to get a message, or what is in it, perhaps on another thread. */
  static final class Carry {
    private Carry() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object message, @Advice.Argument(1) Object[] arguments)
        throws ReflectiveOperationException {
      ChannelProbe.carries(arguments, message);
    }
  }

  /** A method gets a message. */
  static final class Delivery {
    private Delivery() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Field("configuration") MediatorConfiguration configuration,
        @Advice.Argument(0) Object[] arguments) {
      return configuration.consumption() == MediatorConfiguration.Consumption.PAYLOAD
          ? ChannelProbe.handed("smallryemessaging", configuration.getIncoming(), arguments, null)
          : configuration.consumption() == MediatorConfiguration.Consumption.MESSAGE
              ? ChannelProbe.handed(
                  "smallryemessaging", configuration.getIncoming(), arguments, arguments[0])
              : null;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned = FrameworkProbe.endedWithSubscription(started, returned, thrown);
    }
  }

  /** A method refuses its message. */
  static final class Refusal {
    private Refusal() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object message, @Advice.Argument(0) @Nullable Throwable reason) {
      ChannelProbe.refused(message, reason);
    }
  }
}
