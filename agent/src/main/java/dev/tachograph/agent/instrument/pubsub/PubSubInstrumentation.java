package dev.tachograph.agent.instrument.pubsub;

import com.google.pubsub.v1.PubsubMessage;
import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.PubSubProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Google's client for Pub/Sub. A connection has a dispatcher, whose anonymous tasks call
 * the receiver. The answer goes to a handler. What the receiver throws is an answer, too, but not
 * where it already has answered.
 */
public final class PubSubInstrumentation extends FrameworkLibrary {
  private static final String CLIENT = "com/google/cloud/pubsub/v1/";
  private static final String CONNECTION = CLIENT + "StreamingSubscriberConnection";
  private static final String DISPATCHER = CLIENT + "MessageDispatcher";
  private static final String TASKS = DISPATCHER + "$";
  private static final String HANDLER = DISPATCHER + "$AckHandler";
  private static final String MESSAGE = "Lcom/google/pubsub/v1/PubsubMessage;";

  /** The descriptor of the dispatcher's class. */
  static final String DISPATCHER_TYPE = "L" + DISPATCHER + ";";

  /** The descriptor of the handler's class. */
  static final String HANDLER_TYPE = "L" + HANDLER + ";";

  @Override
  public String name() {
    return "pubsub";
  }

  @Override
  public String[] classNames() {
    return new String[] {CONNECTION, HANDLER, TASKS};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case CONNECTION:
        // After an attach, only what a connection does again and again is seen.
        plan.method("doStart", "()V", Serves.class).methodNamed("sendAckOperations", Serves.class);
        break;
      case HANDLER:
        plan.method("onSuccess", "(L" + DISPATCHER + "$AckReply;)V", Answer.class);
        break;
      default:
        plan.callAnywhere(
                CLIENT + "MessageReceiver",
                "receiveMessage",
                "(" + MESSAGE + "L" + CLIENT + "AckReplyConsumer;)V",
                Receive.class)
            .callAnywhere(
                CLIENT + "MessageReceiverWithAckResponse",
                "receiveMessage",
                "(" + MESSAGE + "L" + CLIENT + "AckReplyConsumerWithResponse;)V",
                Receive.class);
    }
  }

  @Override
  public String[] endsOf(String className) {
    boolean isTask = className.startsWith(TASKS) && !className.equals(HANDLER);
    return isTask ? new String[] {HANDLER} : NO_CLASSES;
  }

  /** A connection has its dispatcher hand out messages. */
  static final class Serves {
    private Serves() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field("subscription") @Nullable String subscription,
        @Woven.Field(value = "messageDispatcher", type = PubSubInstrumentation.DISPATCHER_TYPE)
            Object dispatcher) {
      PubSubProbe.serves(dispatcher, subscription);
    }
  }

  /** A receiver gets a message. */
  static final class Receive {
    private Receive() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Field(type = PubSubInstrumentation.DISPATCHER_TYPE) Object dispatcher,
        @Woven.Field(type = PubSubInstrumentation.HANDLER_TYPE) Object handler,
        @Advice.Argument(0) PubsubMessage message) {
      return PubSubProbe.received(
          "pubsub",
          dispatcher,
          handler,
          message.getPublishTime().getSeconds() * 1000
              + message.getPublishTime().getNanos() / 1_000_000,
          message.getAttributesOrDefault("googclient_deliveryattempt", null));
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Field(type = PubSubInstrumentation.HANDLER_TYPE) Object handler,
        @Advice.Enter @Nullable Object received,
        @Advice.Thrown @Nullable Throwable thrown) {
      PubSubProbe.returned(handler, received, thrown);
    }
  }

  /** A receiver has answered for a message. */
  static final class Answer {
    private Answer() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object handler, @Advice.Argument(0) @Nullable Object answer) {
      PubSubProbe.answered(handler, answer);
    }
  }
}
