package dev.tachograph.agent.instrument.springrabbit;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.framework.RabbitProbe;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * Plans for Spring AMQP's containers. They give messages or batches to listeners: annotated
 * methods, and those that implement an interface of a listener.
 */
public final class SpringRabbitInstrumentation extends FrameworkLibrary {
  private static final String PACKAGE = "org/springframework/amqp/rabbit/listener/";
  private static final String MONOS = PACKAGE + "adapter/MonoHandler";

  /** Where it is since version 4.1. */
  private static final String NEW_MONOS = "org/springframework/amqp/utils/MonoHandler";

  private static final String CONTAINER = PACKAGE + "AbstractMessageListenerContainer";
  private static final String ADAPTER = PACKAGE + "adapter/AbstractAdaptableMessageListener";
  private static final String CHANNEL_AWARE = PACKAGE + "api/ChannelAwareMessageListener";
  private static final String LISTENER = "org/springframework/amqp/core/MessageListener";
  private static final String CHANNEL = "Lcom/rabbitmq/client/Channel;";
  private static final String MESSAGE = "Lorg/springframework/amqp/core/Message;";

  @Override
  public String name() {
    return "springrabbit";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      CONTAINER, ADAPTER, PACKAGE + "adapter/MessagingMessageListenerAdapter", MONOS, NEW_MONOS
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(CONTAINER)) {
      String withChannel = "(L" + CHANNEL_AWARE + ";" + CHANNEL + "Ljava/lang/Object;)V";
      String without = "(L" + LISTENER + ";Ljava/lang/Object;)V";
      String invoke = "doInvokeListener";
      plan.call(
              invoke,
              withChannel,
              CHANNEL_AWARE,
              "onMessage",
              "(" + MESSAGE + CHANNEL + ")V",
              OneMessage.class)
          .call(
              invoke,
              withChannel,
              CHANNEL_AWARE,
              "onMessageBatch",
              "(Ljava/util/List;" + CHANNEL + ")V",
              Batch.class)
          .call(invoke, without, LISTENER, "onMessage", "(" + MESSAGE + ")V", OneMessage.class)
          .call(invoke, without, LISTENER, "onMessageBatch", "(Ljava/util/List;)V", Batch.class);
      return;
    }
    if (className.equals(ADAPTER)) {
      String callbacks = "org/springframework/util/concurrent/";
      // The type of the first argument has moved to another package.
      plan.methodsLike("handleResult", "(L", CHANNEL + "Ljava/lang/Object;)V", Returned.class)
          // Versions before 3 know Spring's futures.
          .callAnywhere(
              callbacks + "ListenableFuture",
              "addCallback",
              "(L" + callbacks + "SuccessCallback;L" + callbacks + "FailureCallback;)V",
              Promised.class);
      return;
    }
    if (className.endsWith("MonoHandler")) {
      plan.methodNamed("subscribe", Subscription.class);
      return;
    }
    String handler = PACKAGE + "api/RabbitListenerErrorHandler";
    String received = "Lorg/springframework/messaging/Message;";
    String end = ")Ljava/lang/Object;";
    String failure = "Lorg/springframework/amqp/rabbit/support/ListenerExecutionFailedException;";
    String newFailure = "Lorg/springframework/amqp/listener/ListenerExecutionFailedException;";
    String handle = "handleError";
    plan.callAnywhere(handler, handle, "(" + MESSAGE + received + failure + end, HandledError.class)
        .callAnywhere(
            handler,
            handle,
            "(" + MESSAGE + CHANNEL + received + failure + end,
            HandledErrorOfChannel.class)
        .callAnywhere(
            handler,
            handle,
            "(" + MESSAGE + CHANNEL + received + newFailure + end,
            HandledErrorOfChannel.class)
        .requireOneOfLast(3);
  }

  /** A listener gets a message. */
  static final class OneMessage {
    private OneMessage() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) Message message) {
      MessageProperties properties = message.getMessageProperties();
      return RabbitProbe.listened(
          message,
          properties.getConsumerQueue(),
          properties.getTimestamp(),
          properties.isRedelivered(),
          0);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Argument(0) Message message,
        @Advice.Thrown @Nullable Throwable thrown) {
      RabbitProbe.listenedEnded(started, message, thrown);
    }
  }

  /** A listener gets a batch. */
  static final class Batch {
    private Batch() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) List<Message> messages) {
      if (messages.isEmpty()) {
        return null;
      }
      MessageProperties properties = messages.get(0).getMessageProperties();
      return RabbitProbe.listened(
          messages,
          properties.getConsumerQueue(),
          properties.getTimestamp(),
          properties.isRedelivered(),
          messages.size());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Argument(0) List<Message> messages,
        @Advice.Thrown @Nullable Throwable thrown) {
      RabbitProbe.listenedEnded(started, messages, thrown);
    }
  }

  /** A listener has returned something. */
  static final class Returned {
    private Returned() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object result) throws ReflectiveOperationException {
      FrameworkProbe.listenerResult(result);
    }
  }

  /** What a listener has returned gets its subscriber. */
  static final class Subscription {
    private Subscription() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(value = 0, readOnly = false) Object mono) {
      mono = FrameworkProbe.listenerPublished(mono);
    }
  }

  /** A listener has returned a future of Spring's. */
  static final class Promised {
    private Promised() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Receiver Object future) throws ReflectiveOperationException {
      FrameworkProbe.listenerPromised(future);
    }
  }

  /** The error handler of a listener gets its failure, which goes no further if this returns. */
  static final class HandledError {
    private HandledError() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(2) @Nullable Throwable failure) {
      FrameworkProbe.failureKept(failure);
    }
  }

  /** As {@link HandledError}, where the handler also gets the channel. */
  static final class HandledErrorOfChannel {
    private HandledErrorOfChannel() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(3) @Nullable Throwable failure) {
      FrameworkProbe.failureKept(failure);
    }
  }
}
