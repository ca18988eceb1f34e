package dev.tachograph.agent.instrument.springsqs;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import java.util.Collection;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * Plans for Spring Cloud AWS. One stage of its pipeline calls all listeners: annotated methods and
 * others, for messages and for batches, those that block within an adapter that does not. Version 2
 * has a container without a pipeline.
 */
public final class SpringSqsInstrumentation extends FrameworkLibrary {
  private static final String PACKAGE = "io/awspring/cloud/sqs/listener/";
  private static final String CONTAINER2 =
      "io/awspring/cloud/messaging/listener/SimpleMessageListenerContainer";
  private static final String MESSAGE = "(Lorg/springframework/messaging/Message;";
  private static final String LISTENER = PACKAGE + "AsyncMessageListener";
  private static final String FUTURE = ")Ljava/util/concurrent/CompletableFuture;";

  @Override
  public String name() {
    return "springsqs";
  }

  @Override
  public String[] classNames() {
    return new String[] {PACKAGE + "pipeline/MessageListenerExecutionStage", CONTAINER2};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(CONTAINER2)) {
      plan.method("executeMessage", MESSAGE + ")V", Message2.class);
      return;
    }
    plan.callInMethodNamed("process", LISTENER, "onMessage", MESSAGE + FUTURE, OneMessage.class)
        .callInMethodNamed(
            "process", LISTENER, "onMessage", "(Ljava/util/Collection;" + FUTURE, Batch.class);
  }

  /** A listener gets a message. */
  static final class OneMessage {
    private OneMessage() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) Message<?> message) {
      MessageHeaders headers = message.getHeaders();
      return FrameworkProbe.received(
          "springsqs",
          headers.get("Sqs_QueueName"),
          headers.get("Sqs_Msa_SentTimestamp"),
          headers.get("Sqs_Msa_ApproximateReceiveCount"),
          0);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.endedWith(started, returned, thrown);
    }
  }

  /** A listener gets a batch, which is never empty. */
  static final class Batch {
    private Batch() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) Collection<?> messages) {
      MessageHeaders headers = ((Message<?>) messages.iterator().next()).getHeaders();
      return FrameworkProbe.received(
          "springsqs",
          headers.get("Sqs_QueueName"),
          headers.get("Sqs_Msa_SentTimestamp"),
          headers.get("Sqs_Msa_ApproximateReceiveCount"),
          messages.size());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.endedWith(started, returned, thrown);
    }
  }

  /** In version 2, a listener gets a message. */
  static final class Message2 {
    private Message2() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) Message<?> message) {
      MessageHeaders headers = message.getHeaders();
      return FrameworkProbe.received(
          "springsqs",
          headers.get("LogicalResourceId"),
          headers.get("SentTimestamp"),
          headers.get("ApproximateReceiveCount"),
          0);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.messageEnded(started, thrown);
    }
  }
}
